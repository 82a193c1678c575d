"""Frames come in and a segment goes out (H.264 in MP4, closed GOPs), or a segment comes in and its frames go out."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import numpy as np
from av.container import InputContainer
from av.video.plane import VideoPlane
from av.video.stream import VideoStream
from numpy.typing import NDArray

from renderer.errors import MediaError
from renderer.recipe import Encoder, Format

Frame = NDArray[np.uint8]
"""One I420 picture: (height * 3 // 2, width) uint8, C-contiguous, planes Y, U, V, BT.709 limited range."""

BT709 = 1
"""Primaries, transfer and matrix of ITU-R BT.709 in the code points of ITU-T H.273."""
LIMITED = 1
"""FFmpeg's AVCOL_RANGE_MPEG: luma 16 to 235."""


class SegmentWriter:
    """A context manager that encodes frames to the MP4 file ``out`` (its name needs no suffix).

    Key frames stand exactly at multiples of ``form.gop``, and no GOP refers to another, so that a segment can be cut
    there without touching a packet. Segments of one format and encoder share their parameter sets, so that they can
    be joined. Equal frames give equal bytes. After closing, ``meta`` holds

    - ``frames``: their number,
    - ``packets``: ``[offset, size, pts, dts, key]`` of each, in file order; bytes, bytes, frames, frames, 0 or 1,
    - ``extradata``: the AVCDecoderConfigurationRecord (ISO/IEC 14496-15) in base 64.
    """

    def __init__(self, out: Path, form: Format, encoder: Encoder) -> None:
        self.meta: dict[str, Any] = {}
        self.frames = 0
        self._out = out
        self._form = form
        self._container = av.open(str(out), "w", format="mp4", container_options={"fflags": "+bitexact"})
        self._stream = _video_stream(self._container, form, encoder)
        # One frame for all: memory fresh for each costs 3 ms of page faults at 1080p. (PyAV's from_numpy_buffer would
        # save the copy, but takes a frame of 54 rows for one of 52.)
        self._frame = av.VideoFrame(form.width, form.height, "yuv420p")
        self._frame.time_base = 1 / form.fps
        self._planes = [_view(plane) for plane in self._frame.planes]

    def __enter__(self) -> SegmentWriter:
        return self

    def write(self, i420: Frame) -> None:
        """Appends a frame, (height * 3 // 2, width) uint8; the array may be reused at once."""
        height, width = self._form.height, self._form.width
        if i420.shape != (height * 3 // 2, width) or i420.dtype != np.uint8:
            raise ValueError(f"a frame is {(height * 3 // 2, width)} uint8, not {i420.shape} {i420.dtype}")
        chroma = i420[height:].reshape(2, height // 2, width // 2)
        for plane, pixels in zip(self._planes, (i420[:height], *chroma), strict=True):
            np.copyto(plane, pixels)
        self._frame.pts = self.frames
        self._container.mux(self._stream.encode(self._frame))
        self.frames += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            self._container.close()
            return
        if not self.frames:
            raise MediaError("a segment needs at least one frame")
        self._container.mux(self._stream.encode(None))
        self._container.close()
        self.meta = _index(self._out, self._form.fps)


def decode_frames(path: Path, first: int, last: int) -> Iterator[Frame]:
    """The frames ``first`` to ``last`` (exclusive) of a segment, decoded from the key frame at or before ``first``.

    Raises MediaError where the file is no MP4 or ends before ``last``.
    """
    with _opened(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1  # the workers are the parallelism
        ticks = _ticks(stream)
        container.seek(int(first * ticks), stream=stream)
        due = first
        for frame in container.decode(stream):
            if due >= last:
                return
            if frame.pts is not None and frame.pts >= due * ticks:
                yield np.asarray(frame.to_ndarray(), np.uint8)
                due += 1
    if due < last:
        raise MediaError(f"segment ends after {due} frames, {last} are needed; make it again (lvc cache verify)")


def count_frames(path: Path) -> int:
    """How many frames a segment has, from its index."""
    with _opened(path) as container:
        return int(container.streams.video[0].frames)


def encoder_version(codec: str = "libx264") -> str:
    """What encodes: the encoder's own name and the version of FFmpeg's library around it. Raises ValueError where
    this build of FFmpeg has no such encoder."""
    version = ".".join(map(str, av.library_versions["libavcodec"]))
    return f"{av.Codec(codec, 'w').long_name}, libavcodec {version}"


def _view(plane: VideoPlane) -> Frame:
    """The pixels of a plane, whose rows may be padded."""
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: plane.height, : plane.width]


def _video_stream(container: Any, form: Format, encoder: Encoder) -> Any:
    stream = container.add_stream(encoder.codec, rate=form.fps)
    stream.width, stream.height, stream.pix_fmt = form.width, form.height, "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / form.fps
    context.thread_count = encoder.threads
    context.gop_size = form.gop
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED
    stream.options = _options(form, encoder)
    return stream


def _options(form: Format, encoder: Encoder) -> dict[str, str]:
    options = {"preset": encoder.preset, "crf": str(encoder.crf), "flags": "+cgop"}
    if encoder.codec == "libx264":
        # stitchable: the rate control's settings stay out of the parameter sets, which so are equal for all segments
        # mbtree=0: with it and vector instructions, core 165 now and then encodes the same frames to other bytes
        rigid = f"keyint={form.gop}:min-keyint={form.gop}:scenecut=0:open-gop=0:stitchable=1:mbtree=0"
        options |= {"profile": "high", "x264-params": rigid}
    return options


def _index(path: Path, fps: Fraction) -> dict[str, Any]:
    """Read back from the file itself: the muxer turns start codes into lengths, which can change a packet's size."""
    with _opened(path) as container:
        stream = container.streams.video[0]
        ticks = _ticks(stream)
        packets = [_entry(packet, ticks) for packet in container.demux(stream) if packet.size]
        extradata = base64.b64encode(stream.codec_context.extradata or b"").decode()
    return {"frames": len(packets), "packets": packets, "extradata": extradata}


def _entry(packet: av.Packet[VideoStream], ticks: Fraction) -> list[int]:
    shown, decoded = (int((time or 0) / ticks) for time in (packet.pts, packet.dts))
    return [packet.pos or 0, packet.size, shown, decoded, int(packet.is_keyframe)]


def _opened(path: Path) -> InputContainer:
    try:
        return av.open(str(path), format="mp4")
    except av.error.InvalidDataError as error:
        raise MediaError("segment is damaged or no MP4 file; make it again (lvc cache verify)") from error


def _ticks(stream: VideoStream) -> Fraction:
    """Units of the stream's time base a frame; exact, as segments have a constant rate."""
    if stream.time_base is None or not stream.average_rate:
        raise MediaError("segment has no frame rate; make it again (lvc cache verify)")
    return 1 / (stream.time_base * stream.average_rate)
