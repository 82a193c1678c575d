"""A screenplay's lines come in, spoken lines go out; what a plan needs to know of them is light to import."""

from renderer.backends.speech.engines import SILENCE as SILENCE
from renderer.backends.speech.engines import engine_for as engine_for
from renderer.backends.speech.engines import engines as engines
from renderer.backends.speech.engines import remedy as remedy
from renderer.backends.speech.pace import estimate as estimate
