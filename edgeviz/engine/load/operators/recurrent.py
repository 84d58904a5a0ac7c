"""LSTM, GRU and RNN, with the gate order of ONNX: i o f c, and z r h."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator

Activation = Callable[[Tensor], Tensor]
#: One direction's step: (projected input [batch, gates], states) -> states; the first state is the output.
Step = Callable[[Tensor, tuple[Tensor, ...]], tuple[Tensor, ...]]

_WITHOUT_PARAMETERS: dict[str, Activation] = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softsign": functional.softsign,
    "softplus": functional.softplus,
}
_WITH_PARAMETERS: dict[str, tuple[float, float, Callable[[Tensor, float, float], Tensor]]] = {
    "leakyrelu": (0.01, 0.0, lambda x, a, b: functional.leaky_relu(x, a)),
    "thresholdedrelu": (1.0, 0.0, lambda x, a, b: torch.where(x > a, x, torch.zeros_like(x))),
    "scaledtanh": (1.0, 1.0, lambda x, a, b: a * torch.tanh(b * x)),
    "hardsigmoid": (0.2, 0.5, lambda x, a, b: (a * x + b).clamp(0, 1)),
    "elu": (1.0, 0.0, lambda x, a, b: functional.elu(x, a)),
    "affine": (1.0, 0.0, lambda x, a, b: a * x + b),
}
_DEFAULT = {"LSTM": ("Sigmoid", "Tanh", "Tanh"), "GRU": ("Sigmoid", "Tanh"), "RNN": ("Tanh",)}
_GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}


def _activations(node: NodeInfo, directions: int) -> list[list[Activation]]:
    """The activations of each direction. ValueError for an unknown name."""
    names = node.attribute("activations") or _DEFAULT[node.op] * directions
    alphas, betas = list(node.attribute("activation_alpha", ())), list(node.attribute("activation_beta", ()))
    found: list[Activation] = []
    for name in names:
        key = name.lower()
        if key in _WITHOUT_PARAMETERS:
            found.append(_WITHOUT_PARAMETERS[key])
            continue
        if key not in _WITH_PARAMETERS:
            raise ValueError(f"the activation {name} is unknown")
        alpha, beta, run = _WITH_PARAMETERS[key]
        # The lists hold one value for each activation that takes one, in order.
        a = alphas.pop(0) if alphas else alpha
        b = betas.pop(0) if betas and key in ("scaledtanh", "hardsigmoid", "affine") else beta
        found.append(lambda x, run=run, a=a, b=b: run(x, a, b))  # type: ignore[misc]
    each = len(found) // directions
    return [found[i * each : (i + 1) * each] for i in range(directions)]


def _lstm_step(
    r: Tensor, bias: Tensor | None, peephole: Tensor | None, act: Sequence[Activation], clip: Activation, coupled: bool
) -> Step:
    """Hochreiter and Schmidhuber 1997, with the peepholes of Gers and Schmidhuber 2000."""
    f, g, h = act
    recurrent = r.t()
    pi, po, pf = (None, None, None) if peephole is None else peephole.chunk(3)

    def step(projected: Tensor, states: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        hidden, cell = states
        gates = projected + hidden @ recurrent
        i, o, forget, c = gates.chunk(4, -1)
        i = f(clip(i if pi is None else i + pi * cell))
        forget = 1 - i if coupled else f(clip(forget if pf is None else forget + pf * cell))
        cell = forget * cell + i * g(clip(c))
        o = f(clip(o if po is None else o + po * cell))
        return o * h(cell), cell

    return step


def _gru_step(r: Tensor, bias: Tensor | None, act: Sequence[Activation], clip: Activation, linear_first: bool) -> Step:
    """Cho et al. 2014, arXiv:1406.1078; ``linear_first``: the reset gate after the matrix product, as in cuDNN."""
    f, g = act
    size = r.shape[-1]
    r_gates, r_hidden = r[: 2 * size].t(), r[2 * size :].t()
    b_gates, b_hidden = (0.0, 0.0) if bias is None else (bias[: 2 * size], bias[2 * size :])

    def step(projected: Tensor, states: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        (hidden,) = states
        z, reset = f(clip(projected[:, : 2 * size] + hidden @ r_gates + b_gates)).chunk(2, -1)
        if linear_first:
            new = reset * (hidden @ r_hidden + b_hidden)
        else:
            new = (reset * hidden) @ r_hidden + b_hidden
        new = g(clip(projected[:, 2 * size :] + new))
        return ((1 - z) * new + z * hidden,)

    return step


def _rnn_step(r: Tensor, act: Sequence[Activation], clip: Activation) -> Step:
    recurrent = r.t()
    return lambda projected, states: (act[0](clip(projected + states[0] @ recurrent)),)


def _scan(
    x: Tensor, step: Step, states: tuple[Tensor, ...], lengths: Tensor | None, backwards: bool
) -> tuple[Tensor, tuple[Tensor, ...]]:
    """Outputs [time, batch, hidden] of one direction and the states after each sequence's last step."""
    outputs: list[Tensor] = []
    for t in reversed(range(x.shape[0])) if backwards else range(x.shape[0]):
        new = step(x[t], states)
        output = new[0]
        if lengths is not None:
            alive = (t < lengths)[:, None]
            new = tuple(torch.where(alive, a, b) for a, b in zip(new, states, strict=True))
            output = torch.where(alive, output, torch.zeros_like(output))
        states = new
        outputs.append(output)
    if backwards:
        outputs.reverse()
    return torch.stack(outputs) if outputs else x.new_zeros(0, x.shape[1], states[0].shape[-1]), states


def _fast(node: NodeInfo) -> Callable[..., tuple[Tensor, ...]] | None:
    """torch's own fused cells, where the node asks for nothing else."""
    custom = ("activations", "clip", "input_forget")
    if any(node.attribute(name) for name in custom) or node.has_input(4) or node.has_input(7) or node.op == "RNN":
        return None
    if node.op == "GRU" and not node.attribute("linear_before_reset", 0):
        return None
    if node.attribute("direction", "forward") == "reverse":
        return None
    order = (0, 2, 3, 1) if node.op == "LSTM" else (1, 0, 2)

    def reorder(w: Tensor) -> Tensor:
        """Gates in torch's order: i f g o, and r z n."""
        parts = w.chunk(len(order))
        return torch.cat([parts[i] for i in order])

    def run(x: Tensor, w: Tensor, r: Tensor, b: Tensor | None, states: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        flat: list[Tensor] = []
        for d in range(w.shape[0]):
            flat += [reorder(w[d]), reorder(r[d])]
            if b is not None:
                flat += [reorder(part) for part in b[d].chunk(2)]
        options = (b is not None, 1, 0.0, False, w.shape[0] == 2, False)
        if node.op == "LSTM":
            return torch.lstm(x, list(states), flat, *options)
        return torch.gru(x, states[0], flat, *options)

    return run


@operator("LSTM", "GRU", "RNN", since=7)
def recurrent(node: NodeInfo) -> Run:
    direction = node.attribute("direction", "forward")
    directions = 2 if direction == "bidirectional" else 1
    batch_first = bool(node.attribute("layout", 0))
    limit = node.attribute("clip")
    clip: Activation = (lambda x: x) if not limit else (lambda x: x.clamp(-limit, limit))
    activations = _activations(node, directions)
    coupled, linear_first = bool(node.attribute("input_forget", 0)), bool(node.attribute("linear_before_reset", 0))
    gates, fast = _GATES[node.op], _fast(node)

    def run(
        x: Tensor, w: Tensor, r: Tensor, b: Tensor | None = None, lengths: Tensor | None = None,
        hidden: Tensor | None = None, cell: Tensor | None = None, peephole: Tensor | None = None,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        if batch_first:
            x = x.transpose(0, 1)
            hidden = None if hidden is None else hidden.transpose(0, 1)
            cell = None if cell is None else cell.transpose(0, 1)
        size = r.shape[-1]
        zeros = x.new_zeros(directions, x.shape[1], size)
        starts = [zeros if hidden is None else hidden]
        if node.op == "LSTM":
            starts.append(zeros if cell is None else cell)
        if fast is not None and x.shape[0] > 0:
            y, *ends = fast(x, w, r, b, tuple(s.contiguous() for s in starts))
            y = y.reshape(*y.shape[:2], directions, size).transpose(1, 2)
            return _laid_out(y, ends, batch_first)
        outputs, finals = [], []
        for d in range(directions):
            bias = None if b is None else b[d]
            w_bias, r_bias = (None, None) if bias is None else bias.chunk(2)
            projected = functional.linear(x, w[d], w_bias)
            if node.op != "GRU" and r_bias is not None:
                projected = projected + r_bias
            if node.op == "LSTM":
                holes = None if peephole is None else peephole[d]
                step = _lstm_step(r[d], None, holes, activations[d], clip, coupled)
            elif node.op == "GRU":
                step = _gru_step(r[d], r_bias, activations[d], clip, linear_first)
            else:
                step = _rnn_step(r[d], activations[d], clip)
            assert projected.shape[-1] == gates * size
            backwards = direction == "reverse" or d == 1
            y, final = _scan(projected, step, tuple(s[d] for s in starts), lengths, backwards)
            outputs.append(y)
            finals.append(final)
        ends = [torch.stack(states) for states in zip(*finals, strict=True)]
        return _laid_out(torch.stack(outputs, 1), ends, batch_first)

    return run


def _laid_out(y: Tensor, states: Sequence[Tensor], batch_first: bool) -> tuple[Tensor, ...]:
    """Outputs as [time, direction, batch, hidden], or [batch, time, direction, hidden] for layout 1."""
    if batch_first:
        return (y.permute(2, 0, 1, 3), *(s.transpose(0, 1) for s in states))
    return (y, *states)
