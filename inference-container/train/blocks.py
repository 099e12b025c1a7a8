"""The two building blocks of the nets."""
from torch import nn
from torch.nn import functional as F


def convolution(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


def pair(inputs, outputs):
    """Two convolutions: a level of a U-Net."""
    return nn.Sequential(convolution(inputs, outputs), convolution(outputs, outputs))


class Residual(nn.Module):
    """Two convolutions and a way past them."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = convolution(inputs, outputs, stride)
        self.second = nn.Sequential(nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        self.past = nn.Identity() if stride == 1 and inputs == outputs else nn.Sequential(
            nn.AvgPool2d(stride) if stride > 1 else nn.Identity(), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.past(x) + self.second(self.first(x)), inplace=True)
