from edgeviz.core import cost, size
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import activation_spec, weight_spec
from tests.core.builders import residual_graph

KEYS = ("conv1", "conv2", "fc")


def test_bit_operations_are_macs_times_both_widths() -> None:
    graph = residual_graph()
    assert cost.bops(graph, Recipe()) == graph.macs * 32 * 32
    assert cost.bops(graph, uniform(KEYS, 8, 8)) == graph.macs * 64
    mixed = Recipe({"fc": LayerRecipe(weight_spec(4), activation_spec(8))})
    assert cost.bops(graph, mixed) == (graph.macs - 80) * 1024 + 80 * 32


def test_a_layer_s_bytes_hold_payload_scales_zero_points_and_bias() -> None:
    conv1 = residual_graph().layer("conv1")
    assert size.layer_bytes(conv1, weight_spec(32)) == 216 * 4 + 8 * 4
    assert size.layer_bytes(conv1, weight_spec(16)) == 216 * 2 + 8 * 4
    assert size.layer_bytes(conv1, weight_spec(8)) == 216 + 8 * 4 + 8 + 8 * 4
    assert size.layer_bytes(conv1, weight_spec(3)) == 108 + 8 * 4 + 4 + 8 * 4


def test_three_bits_save_no_more_than_four() -> None:
    graph = residual_graph()
    assert size.size_bytes(graph, uniform(KEYS, 3, 8)) == size.size_bytes(graph, uniform(KEYS, 4, 8))
    assert size.size_bytes(graph, uniform(KEYS, 2, 8)) < size.size_bytes(graph, uniform(KEYS, 4, 8))


def test_the_float_model_has_the_size_of_its_file() -> None:
    graph = residual_graph()
    assert size.size_bytes(graph, Recipe()) == 4000
    assert size.size_bytes(graph, Recipe(), float_bytes=4100) == 4100


def test_peak_activations_of_a_residual_block_counted_by_hand() -> None:
    # While conv2 runs, r1 (conv1's output, in place through the relu) and c2 exist: 2 × 512 floats. The add
    # needs a third buffer for its sum: 3 × 512 floats.
    assert cost.activation_memory(residual_graph(), Recipe()) == 3 * 512 * 4


def test_eight_bit_activations_shrink_the_buffers_that_everyone_reads_as_eight_bit() -> None:
    # r1 and c2 are stored as bytes; the sum feeds the pooling in float.
    assert cost.activation_memory(residual_graph(), uniform(KEYS, 8, 8)) == 512 + 512 + 512 * 4


def test_activations_are_quantized_at_inputs_and_where_others_read_a_layer() -> None:
    spec = activation_spec(8)
    assert quant_points(residual_graph(), uniform(KEYS, 8, 8)) == (
        QuantPoint("x", spec, ("conv1",)),
        QuantPoint("r1", spec, ("conv2", "add")),
        QuantPoint("pooled", spec, ("fc",)),
        QuantPoint("c2", spec, ("add",)),
    )


def test_two_widths_on_one_tensor_are_two_quantizers() -> None:
    recipe = Recipe(
        {
            "conv1": LayerRecipe(weight_spec(8), activation_spec(4)),
            "conv2": LayerRecipe(weight_spec(8), activation_spec(8)),
        }
    )
    points = {(p.tensor, p.spec.bits): p.consumers for p in quant_points(residual_graph(), recipe)}
    assert points[("r1", 8)] == ("conv2",)
    assert points[("r1", 4)] == ("add",)


def test_float_recipes_have_no_quantizers() -> None:
    assert quant_points(residual_graph(), Recipe()) == ()
    weights_only = uniform(KEYS, 4, 32)
    assert quant_points(residual_graph(), weights_only) == ()


def test_figures_after_an_edit_are_those_of_the_recipe_by_itself() -> None:
    graph, recipe = residual_graph(), Recipe()
    changes = (
        ("conv1", LayerRecipe(weight_spec(4), activation_spec(8))),
        ("conv2", LayerRecipe(weight_spec(2))),
        ("conv2", LayerRecipe(weight_spec(8), activation_spec(8))),
        ("fc", LayerRecipe(weight_spec(8), activation_spec(4))),
        ("conv1", LayerRecipe(weight_spec(3), activation_spec(8))),
        ("conv1", LayerRecipe()),
    )
    for key, row in changes:
        before = quant_points(graph, recipe)
        same = recipe[key].activation == row.activation
        recipe = recipe.with_layers({key: row})
        assert (quant_points(graph, recipe) is before) is same
        # Another graph object: nothing of it has been worked out yet.
        alone = residual_graph()
        assert cost.predicted_metrics(graph, recipe) == cost.predicted_metrics(
            alone, Recipe.from_json(recipe.to_json())
        )
        assert cost.stored_bits(graph, recipe) == cost.stored_bits(alone, recipe)
