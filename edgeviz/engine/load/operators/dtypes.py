"""ONNX element types as torch carries them, and casts between them.

torch has no tensors of 4- and 2-bit integers or of single 4-bit floats: the integers are carried as int8/uint8
and FLOAT4E2M1 as float32, with the same values. Everything else has a dtype of its own. Strings are not carried.
"""

from __future__ import annotations

from typing import Any

import ml_dtypes
import numpy as np
import torch
from onnx import TensorProto
from torch import Tensor

TORCH_DTYPES: dict[int, torch.dtype] = {
    TensorProto.FLOAT: torch.float32,
    TensorProto.UINT8: torch.uint8,
    TensorProto.INT8: torch.int8,
    TensorProto.UINT16: torch.uint16,
    TensorProto.INT16: torch.int16,
    TensorProto.INT32: torch.int32,
    TensorProto.INT64: torch.int64,
    TensorProto.BOOL: torch.bool,
    TensorProto.FLOAT16: torch.float16,
    TensorProto.DOUBLE: torch.float64,
    TensorProto.UINT32: torch.uint32,
    TensorProto.UINT64: torch.uint64,
    TensorProto.COMPLEX64: torch.complex64,
    TensorProto.COMPLEX128: torch.complex128,
    TensorProto.BFLOAT16: torch.bfloat16,
    TensorProto.FLOAT8E4M3FN: torch.float8_e4m3fn,
    TensorProto.FLOAT8E4M3FNUZ: torch.float8_e4m3fnuz,
    TensorProto.FLOAT8E5M2: torch.float8_e5m2,
    TensorProto.FLOAT8E5M2FNUZ: torch.float8_e5m2fnuz,
    TensorProto.FLOAT8E8M0: torch.float8_e8m0fnu,
    TensorProto.UINT4: torch.uint8,
    TensorProto.INT4: torch.int8,
    TensorProto.UINT2: torch.uint8,
    TensorProto.INT2: torch.int8,
    TensorProto.FLOAT4E2M1: torch.float32,
}

#: Integer types and their range.
INTEGER_RANGES: dict[int, tuple[int, int]] = {
    TensorProto.UINT2: (0, 3),
    TensorProto.INT2: (-2, 1),
    TensorProto.UINT4: (0, 15),
    TensorProto.INT4: (-8, 7),
    TensorProto.UINT8: (0, 255),
    TensorProto.INT8: (-128, 127),
    TensorProto.UINT16: (0, 65535),
    TensorProto.INT16: (-32768, 32767),
    TensorProto.INT32: (-(2**31), 2**31 - 1),
}
SUB_BYTE = {TensorProto.UINT2: 2, TensorProto.INT2: 2, TensorProto.UINT4: 4, TensorProto.INT4: 4}
FLOAT8 = {
    TensorProto.FLOAT8E4M3FN,
    TensorProto.FLOAT8E4M3FNUZ,
    TensorProto.FLOAT8E5M2,
    TensorProto.FLOAT8E5M2FNUZ,
}
WIDE_UNSIGNED = (torch.uint16, torch.uint32, torch.uint64)
WIDE_UNSIGNED_TYPES = {TensorProto.UINT16, TensorProto.UINT32, TensorProto.UINT64}
_FLOAT8_DTYPES = (
    torch.float8_e4m3fn,
    torch.float8_e4m3fnuz,
    torch.float8_e5m2,
    torch.float8_e5m2fnuz,
    torch.float8_e8m0fnu,
)
_TORCH_OF_ML: dict[str, tuple[Any, torch.dtype]] = {
    "bfloat16": (np.int16, torch.bfloat16),
    "float8_e4m3fn": (np.uint8, torch.float8_e4m3fn),
    "float8_e4m3fnuz": (np.uint8, torch.float8_e4m3fnuz),
    "float8_e5m2": (np.uint8, torch.float8_e5m2),
    "float8_e5m2fnuz": (np.uint8, torch.float8_e5m2fnuz),
    "float8_e8m0fnu": (np.uint8, torch.float8_e8m0fnu),
}
_CARRIED: dict[str, Any] = {
    "int4": np.int8,
    "uint4": np.uint8,
    "int2": np.int8,
    "uint2": np.uint8,
    "float4_e2m1fn": np.float32,
}


def to_tensor(array: np.ndarray) -> Tensor:
    """A tensor with the values of ``array`` (copied), which may have an ``ml_dtypes`` type. Strings: TypeError."""
    name = array.dtype.name
    if name in _TORCH_OF_ML:
        bits, dtype = _TORCH_OF_ML[name]
        shape = array.shape
        return torch.from_numpy(np.ascontiguousarray(array).reshape(-1).view(bits).copy()).view(dtype).reshape(shape)
    if name in _CARRIED:
        array = array.astype(_CARRIED[name])
    if array.dtype == object or array.dtype.kind in "SU":
        raise TypeError("strings cannot be carried by a tensor")
    return torch.from_numpy(np.array(array, order="C", copy=True))


def to_array(tensor: Tensor, element_type: int = 0) -> np.ndarray:
    """The inverse of ``to_tensor``; ``element_type`` tells the types apart that torch carries in a wider one."""
    tensor = tensor.detach().cpu().contiguous()
    for name, (bits, dtype) in _TORCH_OF_ML.items():
        if tensor.dtype == dtype:
            raw = tensor.reshape(-1).view(torch.int16 if bits is np.int16 else torch.uint8).numpy()
            return raw.view(getattr(ml_dtypes, name)).reshape(tuple(tensor.shape))
    array = tensor.numpy()
    narrow = {
        TensorProto.INT4: ml_dtypes.int4,
        TensorProto.UINT4: ml_dtypes.uint4,
        TensorProto.INT2: ml_dtypes.int2,
        TensorProto.UINT2: ml_dtypes.uint2,
        TensorProto.FLOAT4E2M1: ml_dtypes.float4_e2m1fn,
    }.get(element_type)
    return array.astype(narrow) if narrow is not None else array


def is_float8(tensor: Tensor) -> bool:
    return tensor.dtype in _FLOAT8_DTYPES


def to_float(tensor: Tensor) -> Tensor:
    """float8 as float32, everything else as it is."""
    return tensor.to(torch.float32) if tensor.dtype in _FLOAT8_DTYPES else tensor


def round_float4(x: Tensor) -> Tensor:
    """The nearest FLOAT4E2M1 value (0, 0.5, 1, 1.5, 2, 3, 4, 6 and their negatives), ties to even, saturating."""
    x = x.to(torch.float32)
    size = x.abs()
    step = torch.where(size < 2, 0.5, torch.where(size < 4, 1.0, 2.0))
    rounded = torch.copysign((torch.round(size / step) * step).clamp(max=6.0), x)
    # NaN has no code in this type; onnx writes minus zero.
    return torch.where(x.isnan(), -0.0, rounded)


def round_float8_e8m0(x: Tensor, mode: str = "up", saturate: bool = True) -> Tensor:
    """The power of two that stands for ``x`` (its sign is lost); mode "up", "down" or "nearest"."""
    x = x.to(torch.float32)
    bits = x.view(torch.int32)
    exponent, mantissa = (bits >> 23) & 0xFF, bits & 0x7FFFFF
    if mode == "up":
        more = (mantissa > 0) & ((exponent > 0) | (mantissa > 0x400000))
    elif mode == "nearest":
        more = (mantissa & 0x400000 > 0) & ((exponent > 0) | (mantissa & 0x3FFFFF > 0))
    else:
        more = torch.zeros_like(mantissa, dtype=torch.bool)
    limit = 0xFE if saturate else 0xFF
    grown = torch.where(more & (exponent < limit), exponent + 1, exponent)
    grown = torch.where(x.isinf() & saturate, torch.full_like(grown, 0xFE), grown)
    grown = torch.where(x.isnan(), torch.full_like(grown, 0xFF), grown)
    return grown.to(torch.uint8).view(torch.float8_e8m0fnu)


def cast(x: Tensor, element_type: int, saturate: bool = True, round_mode: str = "up") -> Tensor:
    """``x`` as ONNX's Cast defines it: truncation to integers, wrap-around, saturation of the small floats."""
    x = to_float(x)
    dtype = TORCH_DTYPES[element_type]
    if element_type in FLOAT8:
        x = x.to(torch.float32)
        if saturate:
            limit = torch.finfo(dtype).max
            x = x.clamp(-limit, limit)
        elif element_type == TensorProto.FLOAT8E4M3FN:
            # torch saturates this type; what rounds beyond 448 (half a step of 32 above it) is NaN here.
            x = torch.where(x.abs() > 464, torch.nan, x)
        return x.to(dtype)
    if element_type == TensorProto.FLOAT8E8M0:
        return round_float8_e8m0(x, round_mode, saturate)
    if element_type == TensorProto.FLOAT4E2M1:
        return round_float4(x)
    if element_type in SUB_BYTE:
        bits = SUB_BYTE[element_type]
        low, _ = INTEGER_RANGES[element_type]
        whole = x.to(torch.int64) if not x.is_floating_point() else x.trunc().to(torch.int64)
        return (((whole - low) & ((1 << bits) - 1)) + low).to(dtype)
    if x.is_floating_point() and not dtype.is_floating_point and not dtype.is_complex and dtype != torch.bool:
        # A detour over int64 wraps as the reference does; the direct cast saturates on some processors.
        return x.to(torch.int64).to(dtype)
    return x.to(dtype)
