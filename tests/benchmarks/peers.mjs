// Times a peer's own layout of a graph: node peers.mjs (netron|explorer|explorer-all) FILE < graph.json
// The graph: {nodes: [[id, namespace]], edges: [[source, target]], size: [width, height]}. Prints {seconds, placed}.
// Only layout is run: nothing is read from a model file, nothing is drawn, the start of node is not in the time.
import fs from 'node:fs';
import vm from 'node:vm';

const [, , peer, file] = process.argv;
const graph = JSON.parse(fs.readFileSync(0, 'utf8'));
// What runs before the clock does, so that the engine is warm.
const first = { nodes: graph.nodes.slice(0, 10), edges: [] };
for (let at = 1; at < first.nodes.length; at++) {
    first.edges.push([first.nodes[at - 1][0], first.nodes[at][0]]);
}
const source = fs.readFileSync(file, 'utf8');
const done = (begun, placed) => {
    console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, placed }));
    process.exit(0);
};

if (peer === 'netron') {
    // As grapher.js asks for it: these distances, and the quicker ranking above 3,000 nodes.
    const dagre = await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
    const [width, height] = graph.size;
    const prepare = ({ nodes, edges }) => {
        const edge = { minlen: 1, weight: 1, width: 0, height: 0, labeloffset: 10, labelpos: 'r' };
        const ranker = nodes.length > 3000 ? { ranker: 'longest-path' } : {};
        return [
            nodes.map(([v]) => ({ v, width, height })),
            edges.map(([v, w]) => ({ v, w, ...edge })),
            { nodesep: 20, ranksep: 20, ...ranker }, {}
        ];
    };
    dagre.layout(...prepare(first));
    const asked = prepare(graph);
    const begun = performance.now();
    dagre.layout(...asked);
    done(begun, asked[0].filter((node) => Number.isFinite(node.x)).length);
}

// Model Explorer: its whole web worker, spoken to by messages as its page does. There is no font here: 6.5 px a letter.
globalThis.OffscreenCanvas = class {
    getContext() {
        return { font: '', measureText: (text) => ({ width: 6.5 * text.length }) };
    }
};
globalThis.self = globalThis;
const heard = [];
let answer = null;
globalThis.addEventListener = (_, listener) => heard.push(listener);
globalThis.postMessage = (message) => {
    answer = message.modelGraph ? message : answer;
    if (message.error) {
        throw Error(message.error);
    }
};
vm.runInThisContext(source);
const describe = ({ nodes, edges }) => {
    const incoming = new Map(nodes.map(([id]) => [id, []]));
    for (const [v, w] of edges) {
        const ends = incoming.get(w);
        ends.push({ sourceNodeId: v, sourceNodeOutputId: '0', targetNodeInputId: String(ends.length) });
    }
    return nodes.map(([id, namespace]) => ({ id, label: id, namespace, incomingEdges: incoming.get(id) }));
};
const say = (data) => heard.forEach((listener) => listener({ data }));
const common = { showOnNodeItemTypes: {}, nodeDataProviderRuns: {}, config: {} };
const open = (id, nodes) => say({
    ...common, eventType: 0, paneId: 'a', graph: { id, collectionLabel: 'c', nodes },
    groupNodeChildrenCountThreshold: 1000, flattenLayers: false, keepLayersWithASingleChild: false, initialLayout: true
});
open('first', describe(first));
const asked = describe(graph);
let begun = performance.now();
open('graph', asked);
if (peer === 'explorer-all') {
    begun = performance.now();
    say({ ...common, eventType: 2, modelGraphId: 'graph', rendererId: 'a', expand: true, all: true });
}
done(begun, Object.values(answer.modelGraph.nodesById).filter((node) => Number.isFinite(node.x)).length);
