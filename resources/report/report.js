"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const points = data.points, quantities = data.quantities;
  const names = Object.keys(quantities);
  const byId = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = ["mixed", "uniform", "float", "other model"];
  document.documentElement.classList.add("js");

  // The page's language: what the script says is found by the program, by the calls of this, and handed in translated.
  function tr(text, ...values) {
    let next = 0;
    return (data.texts[text] || text).replace(/\{(\d*)\}/g, (_, place) => String(values[place === "" ? next++ : +place]));
  }

  // Latin letters that are as wide: a syllable of Hangul is as wide as two.
  const letters = (text) => [...text].reduce((sum, letter) => sum + (letter >= "\u2e80" ? 2 : 1), 0);

  // ---- small parts: texts are always set as texts, so that no name can become markup

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function draw(parent, tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  const SCALES = {
    bytes: [[1, "B"], [1e-3, "KB"], [1e-6, "MB"], [1e-9, "GB"], [1e-12, "TB"]],
    s: [[1e9, "ns"], [1e6, "µs"], [1e3, "ms"], [1, "s"]],
    J: [[1e9, "nJ"], [1e6, "µJ"], [1e3, "mJ"], [1, "J"]],
    count: [[1, ""], [1e-3, "K"], [1e-6, "M"], [1e-9, "G"], [1e-12, "T"]],
  };

  function scaleOf(name, largest) {
    if (quantities[name].unit === "fraction") return [100, "%"];
    const scale = SCALES[quantities[name].unit];
    let found = scale[0];
    for (const row of scale) if (Math.abs(largest) * row[0] >= 0.9995) found = row;
    return found;
  }

  function step(span, wanted) {
    if (!(span > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(span / wanted));
    for (const factor of [1, 2, 5]) if (factor * power >= span / wanted) return factor * power;
    return 10 * power;
  }

  // Within a sentence; "MACs" and "BOPs" stay.
  const within = (title) => (/^[A-Z][a-z]/.test(title) ? title[0].toLowerCase() + title.slice(1) : title);
  const decimals = (value) => Math.max(0, -Math.floor(Math.log10(value) + 1e-9));
  const figure = (index, name) => points[index].figures[name];
  const value = (index, name) => (figure(index, name) ? figure(index, name).value : undefined);
  const worse = (name, a, b) => (quantities[name].more ? a < b : a > b);

  function median(list) {
    const sorted = [...list].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  }

  // ---- what is chosen

  const state = { selected: points.findIndex((one) => one.current), x: "", y: "", log: false, limits: {} };
  state.x = names.includes(data.axes.x) ? data.axes.x : names[0];
  state.y = names.includes(data.axes.y) ? data.axes.y : names[names.length - 1];

  const placed = () => points.map((_, index) => index)
    .filter((index) => figure(index, state.x) && figure(index, state.y));

  /** Indices of the points that no other beats, along x: of equal ones every one is kept. */
  function front() {
    const sign = (name) => (quantities[name].more ? -1 : 1);
    const rows = placed().map((index) => [sign(state.x) * value(index, state.x), sign(state.y) * value(index, state.y), index]);
    rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    const found = [];
    let best = Infinity, last = null;
    for (const row of rows) {
      const same = last && last[0] === row[0] && last[1] === row[1];
      if (row[1] < best || (same && found[found.length - 1] === last[2])) found.push(row[2]);
      best = Math.min(best, row[1]);
      last = row;
    }
    return found;
  }

  const keeps = (index) => Object.entries(state.limits).every(([name, limit]) => {
    const found = value(index, name);
    return found !== undefined && !worse(name, found, limit);
  });

  function sweetSpot() {
    let best = -1;
    for (const index of placed()) {
      if (!keeps(index)) continue;
      const better = best < 0 || worse(state.y, value(best, state.y), value(index, state.y)) ||
        (value(best, state.y) === value(index, state.y) && worse(state.x, value(best, state.x), value(index, state.x)));
      if (better) best = index;
    }
    return best;
  }

  // ---- the plot

  const plot = byId("plot");
  const size = { width: 760, height: 440, left: 64, right: 20, top: 16, bottom: 50 };
  let positions = [];

  function axis(name, begin, end, log) {
    const values = placed().map((index) => value(index, name));
    let low = Math.min(...values), high = Math.max(...values);
    if (!values.length) [low, high] = [0, 1];
    const useLog = log && low > 0 && high > low;
    const [factor, unit] = scaleOf(name, high);
    if (useLog) {
      const room = 0.05 * Math.log10(high / low);
      [low, high] = [Math.log10(low) - room, Math.log10(high) + room];
    } else {
      const room = 0.05 * (high - low) || Math.abs(high) * 0.1 || 1;
      low = low < 0 || low - room >= 0 ? low - room : 0;
      high += room;
    }
    const at = (found) => begin + ((useLog ? Math.log10(found) : found) - low) / (high - low) * (end - begin);
    const ticks = [];
    if (useLog) {
      for (let power = Math.floor(low + Math.log10(factor)) - 1; power <= high + Math.log10(factor); power++) {
        for (const digit of [1, 2, 5]) {
          const shown = digit * 10 ** power;
          const position = Math.log10(shown / factor);
          if (position >= low && position <= high) ticks.push([at(shown / factor), String(+shown.toPrecision(3))]);
        }
      }
    } else {
      const by = step((high - low) * factor, 6);
      for (let n = Math.ceil(low * factor / by - 1e-9); n <= high * factor / by + 1e-9; n++) {
        ticks.push([at(n * by / factor), (n * by).toFixed(decimals(by))]);
      }
    }
    return { at, ticks, title: quantities[name].title + (unit ? ` (${unit})` : "") };
  }

  function symbol(kind, x, y, s) {
    if (kind === "uniform") return `M${x - s} ${y - s}h${2 * s}v${2 * s}h${-2 * s}z`;
    if (kind === "float") return `M${x} ${y - 1.3 * s}l${1.2 * s} ${2.2 * s}h${-2.4 * s}z`;
    if (kind === "other model") return `M${x} ${y - 1.4 * s}l${1.4 * s} ${1.4 * s}l${-1.4 * s} ${1.4 * s}l${-1.4 * s} ${-1.4 * s}z`;
    return `M${x - s} ${y}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0z`;
  }

  function star(x, y, s) {
    const corners = [];
    for (let n = 0; n < 10; n++) {
      const radius = n % 2 ? s * 0.45 : s, angle = -Math.PI / 2 + n * Math.PI / 5;
      corners.push(`${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`);
    }
    return corners.join(" ");
  }

  function drawPlot() {
    if (!plot) return;
    const had = plot.contains(document.activeElement);
    // On a narrow screen fewer units are drawn, so that the letters stay as large.
    size.width = Math.max(340, Math.min(760, plot.clientWidth || 760));
    size.height = Math.round(size.width < 500 ? 340 : 440);
    plot.textContent = "";
    const svg = draw(plot, "svg", { viewBox: `0 0 ${size.width} ${size.height}`, tabindex: 0, role: "application", id: "front-plot" });
    svg.setAttribute("aria-label", `${tr("{} against {}", quantities[state.y].title, quantities[state.x].title)}. ` +
      tr("Left and right arrows move along the points."));
    const x = axis(state.x, size.left, size.width - size.right, state.log);
    const y = axis(state.y, size.height - size.bottom, size.top, false);
    const floor = size.height - size.bottom;
    const every = Math.ceil(x.ticks.length * 52 / (size.width - size.left));
    x.ticks.forEach(([at, label], n) => {
      draw(svg, "line", { class: "grid", x1: at, x2: at, y1: size.top, y2: floor });
      if (n % every === 0) draw(svg, "text", { x: at, y: floor + 16, "text-anchor": "middle" }, label);
    });
    for (const [at, label] of y.ticks) {
      draw(svg, "line", { class: "grid", x1: size.left, x2: size.width - size.right, y1: at, y2: at });
      draw(svg, "text", { x: size.left - 8, y: at + 4, "text-anchor": "end" }, label);
    }
    draw(svg, "text", { class: "title", x: (size.left + size.width - size.right) / 2, y: size.height - 8, "text-anchor": "middle" }, x.title);
    draw(svg, "text", { class: "title", "text-anchor": "middle", transform: `translate(14 ${(size.top + floor) / 2}) rotate(-90)` }, y.title);
    for (const [name, at, across] of [[state.x, x.at, true], [state.y, y.at, false]]) {
      const limit = state.limits[name];
      if (limit === undefined) continue;
      const found = at(limit);
      draw(svg, "line", across ? { class: "limit", x1: found, x2: found, y1: size.top, y2: floor }
        : { class: "limit", x1: size.left, x2: size.width - size.right, y1: found, y2: found });
    }
    positions = placed().map((index) => [x.at(value(index, state.x)), y.at(value(index, state.y)), index]);
    const at = new Map(positions.map(([a, b, index]) => [index, [a, b]]));
    draw(svg, "polyline", { class: "front", points: front().map((index) => at.get(index).map((n) => n.toFixed(1)).join(",")).join(" ") });
    for (const [a, b, index] of positions) {
      const kind = KINDS.indexOf(points[index].kind);
      draw(svg, "path", { d: symbol(points[index].kind, a, b, 4.5), class: `k${kind}${keeps(index) ? "" : " beyond"}`, "data-point": index });
      if (points[index].pinned || points[index].current) draw(svg, "circle", { class: "choice", cx: a, cy: b, r: 9 });
    }
    const sweet = sweetSpot();
    if (sweet >= 0) draw(svg, "polygon", { class: "star", points: star(...at.get(sweet), 10), "data-sweet": sweet });
    if (at.has(state.selected)) {
      const [a, b] = at.get(state.selected);
      draw(svg, "circle", { class: "ring", cx: a, cy: b, r: 12 });
    }
    if (had) svg.focus();
    svg.addEventListener("keydown", moveAlong);
    svg.addEventListener("click", (event) => {
      const found = nearest(event, 24);
      if (found >= 0) select(found);
    });
    svg.addEventListener("mousemove", hover);
    svg.addEventListener("mouseleave", () => { byId("tip").hidden = true; });
  }

  function nearest(event, reach) {
    const box = byId("front-plot").getBoundingClientRect();
    const factor = size.width / box.width;
    const x = (event.clientX - box.left) * factor, y = (event.clientY - box.top) * factor;
    let best = -1, distance = reach * factor;
    for (const [a, b, index] of positions) {
      const found = Math.hypot(a - x, b - y);
      // Of points that lie on one another the one that is not selected comes next.
      if (found < distance - 1e-9 || (found <= distance + 1e-9 && best === state.selected)) [best, distance] = [index, found];
    }
    return best;
  }

  function hover(event) {
    const index = nearest(event, 24), tip = byId("tip");
    tip.hidden = index < 0;
    if (index < 0) return;
    const lines = [points[index].name];
    for (const name of new Set([state.y, state.x, "latency", "energy"])) {
      const found = figure(index, name);
      if (found) lines.push(`${quantities[name].title}: ${found.text} ${found.mark}` + (found.interval ? `\n  ${found.interval}` : ""));
    }
    tip.textContent = lines.join("\n");
    const box = byId("plot-box").getBoundingClientRect();
    tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 4)}px`;
    tip.style.top = `${event.clientY - box.top + 14}px`;
  }

  function moveAlong(event) {
    const order = [...positions].sort((a, b) => a[0] - b[0] || b[1] - a[1] || a[2] - b[2]).map((row) => row[2]);
    const now = order.indexOf(state.selected), last = order.length - 1;
    const next = { ArrowRight: Math.min(last, now + 1), ArrowLeft: Math.max(0, now - 1), Home: 0, End: last }[event.key];
    if (next === undefined || !order.length) return;
    event.preventDefault();
    select(order[next]);
  }

  // ---- the tables that follow

  function select(index) {
    state.selected = index;
    drawPlot();
    showSelected();
    showLayers();
  }

  function showSelected() {
    const one = points[state.selected];
    if (byId("selected-name")) {
      byId("selected-name").textContent = one.name;
      byId("selected-verdict").textContent = (one.verdict ? `${tr("Accuracy against the reference: {}.", one.verdict)} ` : "") + tr("Recipe {}.", one.hash);
      const body = byId("selected-figures").tBodies[0];
      body.textContent = "";
      for (const name of names) {
        const found = one.figures[name];
        if (!found) continue;
        const row = body.insertRow();
        row.dataset.quantity = name;
        const head = element("th", quantities[name].title);
        head.scope = "row";
        row.append(head);
        for (const cell of [found.text, found.interval, `${found.mark} ${found.provenance}`, found.device, found.samples, found.date, found.note]) {
          row.append(element("td", cell === undefined ? "–" : String(cell)));
        }
      }
    }
    const table = byId("chosen-table");
    if (!table) return;
    for (const cell of table.querySelectorAll(".selected")) cell.remove();
    if (one.reference || one.current || one.pinned) return;
    const head = element("th", one.name, "selected");
    head.scope = "col";
    head.append(" ", element("span", tr("selected"), "tag"));
    table.tHead.rows[0].append(head);
    for (const row of table.tBodies[0].rows) {
      const title = row.cells[0].textContent;
      const name = names.find((key) => quantities[key].title === title);
      const found = name && one.figures[name];
      let text = found ? `${found.text}${found.interval ? ` (${found.interval})` : ""} ${found.mark}` : "–";
      if (title === tr("Recipe")) text = one.hash;
      if (title === table.dataset.reference) text = one.verdict || "–";
      row.append(element("td", text, "selected"));
    }
  }

  const bits = (label) => { const found = /\d+/.exec(label); return found ? +found[0] : 32; };

  function showLayers() {
    const table = byId("layers-table");
    if (!table) return;
    const widths = data.widths[state.selected], note = byId("layers-note"), own = data.widths[points.findIndex((one) => one.current)];
    byId("layers-of").textContent = points[state.selected].name;
    note.hidden = Boolean(widths);
    note.textContent = points[state.selected].kind === "other model" ? tr("This point is another model of the project: its layers are not these.")
      : tr("The widths of this point are not in the report, to keep it small.");
    const labels = widths ? widths.map((index) => data.specs[index].split("\t")) : null;
    [...table.tBodies[0].rows].forEach((row, index) => {
      const [weight, activation] = labels ? labels[index] : ["–", "–"];
      row.cells[6].textContent = weight;
      row.cells[7].textContent = data.inputs[index] ? activation : "–";
      for (const cell of [row.cells[6], row.cells[7]]) cell.classList.toggle("changed", Boolean(widths && own && widths[index] !== own[index]));
    });
    drawWidths(labels);
  }

  function drawWidths(labels) {
    const box = byId("widths");
    box.textContent = "";
    if (!labels) return;
    const width = Math.max(340, Math.min(1100, box.clientWidth || 760)), floor = 190, left = 40;
    const shown = labels.slice(0, 120), by = (width - left) / Math.max(1, shown.length);
    const svg = draw(box, "svg", { viewBox: `0 0 ${width} 226`, role: "img", "aria-label": tr("Bits of the layers' weights and activations") });
    for (const tick of [2, 4, 8, 16, 32]) {
      const y = floor - 32 * Math.log2(tick);
      draw(svg, "line", { class: "grid", x1: left, x2: width, y1: y, y2: y });
      draw(svg, "text", { x: left - 8, y: y + 4, "text-anchor": "end" }, String(tick));
    }
    shown.forEach((pair, index) => pair.forEach((label, which) => {
      const tall = Math.max(2, 32 * Math.log2(bits(label)));
      draw(svg, "rect", { class: `k${which}`, x: left + (index + 0.08 + 0.42 * which) * by, y: floor - tall, width: 0.4 * by, height: tall });
    }));
    const every = Math.ceil(shown.length * 26 / width);
    shown.forEach((_, index) => {
      if (index % every === 0) draw(svg, "text", { x: left + (index + 0.5) * by, y: floor + 15, "text-anchor": "middle" }, String(index + 1));
    });
    [tr("weights"), tr("activations")].forEach((label, which) => {
      draw(svg, "rect", { class: `k${which}`, x: width - 210 + 90 * which, y: 2, width: 10, height: 10 });
      draw(svg, "text", { x: width - 196 + 90 * which, y: 11 }, label);
    });
    draw(svg, "text", { class: "title", x: (left + width) / 2, y: 222, "text-anchor": "middle" },
      tr("Bits of each layer, in the order of the network") + (labels.length > 120 ? `; ${tr("the first {} of {}", 120, labels.length)}` : ""));
  }

  // ---- budgets: a slider stops at the values that points have, so that an arrow key moves to the next one

  function buildSliders() {
    const box = byId("sliders");
    for (const name of names) {
      const values = [...new Set(points.map((_, index) => value(index, name)).filter((found) => found !== undefined))];
      if (values.length < 2) continue;
      const more = quantities[name].more;
      values.sort((a, b) => (more ? b - a : a - b));
      const texts = new Map(points.map((_, index) => figure(index, name)).filter(Boolean).map((found) => [found.value, found.text]));
      const row = element("div", undefined, "slider"), label = element("label", quantities[name].title);
      const output = element("output"), input = element("input");
      Object.assign(input, { type: "range", min: 0, max: values.length, step: 1, id: `budget-${name}` });
      label.htmlFor = input.id;
      label.append(output);
      row.append(label, input);
      box.append(row);
      const show = () => {
        const at = +input.value;
        if (at >= values.length) delete state.limits[name];
        else state.limits[name] = values[at];
        const text = at >= values.length ? tr("no limit") : (more ? tr("at least {}", texts.get(values[at])) : tr("at most {}", texts.get(values[at])));
        output.textContent = text;
        input.setAttribute("aria-valuetext", text);
      };
      const limit = data.limits[name];
      const fits = values.filter((found) => limit !== undefined && !worse(name, found, limit * (1 + 1e-9)));
      input.value = limit === undefined || !fits.length ? values.length : fits.length - 1;
      show();
      input.addEventListener("input", () => { show(); drawPlot(); showSweet(); });
    }
  }

  function showSweet() {
    const index = sweetSpot(), box = byId("sweet");
    box.dataset.point = index;
    byId("show-sweet").disabled = index < 0;
    if (index < 0) {
      box.textContent = tr("No point keeps all of these budgets. Relax one.");
      return;
    }
    const parts = [state.y, state.x].map((name) => `${within(quantities[name].title)} ${figure(index, name).text} ${figure(index, name).mark}`);
    box.textContent = `★ ${points[index].name}: ${parts.join(", ")}`;
  }

  function buildAxes() {
    const usable = names.filter((name) => points.filter((_, index) => figure(index, name)).length > 1);
    for (const which of ["x", "y"]) {
      const box = byId(`axis-${which}`);
      for (const name of new Set([...usable, state[which]])) {
        const option = element("option", quantities[name].title);
        option.value = name;
        box.append(option);
      }
      box.value = state[which];
      box.addEventListener("change", () => { state[which] = box.value; drawPlot(); showSweet(); });
    }
    byId("log-x").addEventListener("change", (event) => { state.log = event.target.checked; drawPlot(); });
    const shown = [tr("mixed widths"), tr("one width"), tr("float"), tr("another model")];
    const present = KINDS.map((kind, index) => [points.some((one) => one.kind === kind), shown[index], index]).filter((row) => row[0]);
    for (const [, text, index] of present) {
      const part = element("span", undefined, "nowrap"), mark = document.createElementNS(SVG, "svg");
      mark.setAttribute("class", "key");
      mark.setAttribute("viewBox", "0 0 12 12");
      draw(mark, "path", { d: symbol(KINDS[index], 6, 6, 4), class: `k${index}` });
      part.append(mark, ` ${text}`);
      byId("legend").append(part);
    }
    byId("legend").append(element("span", `★ ${tr("best within the budgets")}`, "nowrap"), element("span", tr("dashed ring: current or pinned"), "nowrap"));
    byId("show-sweet").addEventListener("click", () => { const index = sweetSpot(); if (index >= 0) select(index); });
  }

  // ---- policies over time

  function buildReplay() {
    const replay = data.replay, box = byId("policy");
    if (!replay || !box) return;
    const slider = byId("time"), button = byId("play"), strips = byId("strips");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let cursor = null, timer = 0, left = 64, width = 760;
    replay.runs.forEach((run, index) => {
      const option = element("option", run.policy);
      option.value = index;
      box.append(option);
    });
    const run = () => replay.runs[+box.value];
    const time = () => slider.value / 1000 * replay.end;
    const xOf = (at) => left + at / replay.end * (width - left - 20);
    const before = (rows, at, pick) => { let low = 0, high = rows.length; while (low < high) { const middle = (low + high) >> 1; if (pick(rows[middle]) <= at) low = middle + 1; else high = middle; } return low - 1; };

    function drawStrips() {
      strips.textContent = "";
      width = Math.max(340, Math.min(1100, strips.clientWidth || 760));
      const one = run(), extra = [["charge", tr("Battery (%)")], ["temperature", tr("Chip (°C)")], ["slow", tr("Slow-down (×)")]].filter(([key]) => one[key]);
      const tall = 180, height = tall + 60 + extra.length * 70 + 30;
      const svg = draw(strips, "svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": tr("{}: latency and operating point over time", one.policy) });
      // The slowest answers would press all others flat: what is above 3 deadlines is drawn at the top.
      const slowest = Math.max(...one.in_time.concat(one.late).map((row) => row[1]), 0);
      const top = Math.min(Math.max(slowest, replay.deadline), Math.max(3 * replay.deadline, 3 * (median(one.in_time.map((row) => row[1])) || 0))) * 1.08;
      const yOf = (found) => Math.max(18, tall - found / top * (tall - 18));
      const by = step(top, 4);
      for (let n = 0; n * by <= top; n++) {
        draw(svg, "line", { class: "grid", x1: left, x2: width - 20, y1: yOf(n * by), y2: yOf(n * by) });
        draw(svg, "text", { x: left - 8, y: yOf(n * by) + 4, "text-anchor": "end" }, (n * by).toFixed(decimals(by)));
      }
      draw(svg, "text", { class: "title", x: left, y: 12 }, tr("Latency (ms)"));
      draw(svg, "line", { class: "deadline", x1: left, x2: width - 20, y1: yOf(replay.deadline), y2: yOf(replay.deadline) });
      draw(svg, "text", { x: width - 20, y: yOf(replay.deadline) - 4, "text-anchor": "end" }, tr("deadline"));
      for (const [at, found] of one.in_time) draw(svg, "circle", { class: "good", cx: xOf(at), cy: yOf(found), r: 2.2 });
      for (const [at, found] of one.late) draw(svg, "rect", { class: "bad", x: xOf(at) - 2, y: yOf(found) - 2, width: 4, height: 4 });
      for (const at of one.lost) draw(svg, "path", { class: "cross", d: `M${xOf(at) - 3} 15l6 6m0 -6l-6 6` });
      one.points.forEach(([at, point], index) => {
        const until = index + 1 < one.points.length ? one.points[index + 1][0] : replay.end;
        draw(svg, "rect", { class: `k${point % 8}`, x: xOf(at), y: tall + 14, width: Math.max(0.5, xOf(until) - xOf(at)), height: 16 });
      });
      draw(svg, "text", { x: left - 8, y: tall + 27, "text-anchor": "end" }, tr("Point"));
      let x = left;
      for (const point of [...new Set(one.points.map((row) => row[1]))].sort((a, b) => a - b)) {
        const name = replay.points[point];
        if (x + 14 + 6.6 * letters(name) > width) break;
        draw(svg, "rect", { class: `k${point % 8}`, x, y: tall + 36, width: 10, height: 10 });
        draw(svg, "text", { x: x + 14, y: tall + 45 }, name);
        x += 28 + 6.6 * letters(name);
      }
      extra.forEach(([key, title], index) => {
        const topAt = tall + 66 + index * 70, values = one[key];
        const low = key === "charge" ? 0 : Math.min(...values), high = key === "charge" ? 100 : Math.max(...values, low + 1e-6);
        const at = (found) => topAt + 52 - (found - low) / (high - low) * 36;
        draw(svg, "text", { class: "title", x: left, y: topAt + 6 }, title);
        for (const found of [low, high]) draw(svg, "text", { x: left - 8, y: at(found) + 4, "text-anchor": "end" }, String(+found.toPrecision(3)));
        draw(svg, "line", { class: "grid", x1: left, x2: width - 20, y1: at(low), y2: at(low) });
        draw(svg, "polyline", { class: "line", points: values.map((found, n) => `${xOf(one.times[n]).toFixed(1)},${at(found).toFixed(1)}`).join(" ") });
      });
      const ticks = step(replay.end, width < 500 ? 4 : 8);
      for (let n = 0; n * ticks <= replay.end; n++) draw(svg, "text", { x: xOf(n * ticks), y: height - 12, "text-anchor": "middle" }, (n * ticks).toFixed(decimals(ticks)));
      draw(svg, "text", { class: "title", x: left - 8, y: height - 12, "text-anchor": "end" }, tr("Time (s)"));
      cursor = draw(svg, "line", { class: "cursor", y1: 4, y2: height - 26 });
      move();
    }

    function move() {
      const at = time(), one = run();
      cursor.setAttribute("x1", xOf(at));
      cursor.setAttribute("x2", xOf(at));
      const tick = Math.max(0, before(one.times, at, (row) => row)), point = before(one.points, at, (row) => row[0]);
      const [came, missed] = one.moments[tick] || [0, 0];
      const parts = [`${at.toFixed(at < 100 ? 1 : 0)} s`, tr("requests so far: {}", came), tr("not answered in time: {}", missed)];
      if (point >= 0) parts.push(replay.points[one.points[point][1]]);
      if (one.charge) parts.push(tr("battery {} %", one.charge[tick]));
      if (one.temperature) parts.push(tr("chip {} °C", one.temperature[tick]));
      byId("moment").textContent = parts.join(" · ");
      slider.setAttribute("aria-valuetext", parts[0]);
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      button.textContent = tr("Play");
      button.setAttribute("aria-pressed", "false");
    }

    button.addEventListener("click", () => {
      if (timer) { stop(); return; }
      if (+slider.value >= 1000) slider.value = 0;
      button.textContent = tr("Pause");
      button.setAttribute("aria-pressed", "true");
      timer = setInterval(() => {
        slider.value = +slider.value + (still ? 50 : 3);
        move();
        if (+slider.value >= 1000) stop();
      }, still ? 1000 : 50);
    });
    slider.addEventListener("input", move);
    box.addEventListener("change", drawStrips);
    drawStrips();
    redraw.push(drawStrips);
  }

  // ---- begin

  const redraw = [];
  const table = byId("chosen-table");
  const reference = points.find((one) => one.reference);
  if (table) table.dataset.reference = reference ? tr("Accuracy against {}", reference.name) : "";
  if (byId("front")) {
    buildAxes();
    buildSliders();
    drawPlot();
    showSweet();
    redraw.push(drawPlot);
  }
  showSelected();
  showLayers();
  buildReplay();
  let waiting = 0, seen = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === seen) return;
    seen = innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(() => { redraw.forEach((again) => again()); showLayers(); }, 150);
  });
})();
