"""Encoded media come in or go out: the only room that imports ``av``, and the only one that opens media files.

Every file is opened with a forced demuxer: a demuxer chosen by probing would follow a play list that calls itself a
film to other files of the machine.
"""

from renderer.errors import MediaError
from renderer.media.picture import bgr_from_i420, png, read_picture
from renderer.media.segment import SegmentWriter, count_frames, decode_frames
from renderer.media.sound import read_samples

__all__ = [
    "MediaError",
    "SegmentWriter",
    "bgr_from_i420",
    "count_frames",
    "decode_frames",
    "png",
    "read_picture",
    "read_samples",
]
