"""Small signal processing helpers. All of them take and return plain numpy arrays."""
import numpy as np
from scipy import signal


def remove_spikes(values, limit=8.0):
    """Replaces single samples that stand alone between quiet neighbours: electrical pick-up, never a bearing impact.

    A mechanical impact rings on for many samples, a pick-up does not; only the latter may go.
    """
    values = np.asarray(values, dtype=float).copy()
    if len(values) < 5:
        return values
    scale = 1.4826 * np.median(np.abs(values - np.median(values)))
    neighbours = (values[:-2] + values[2:]) / 2
    alone = np.abs(values[1:-1] - neighbours) > limit * scale
    quiet = np.abs(values[:-2] - values[2:]) < limit * scale / 2
    values[1:-1][alone & quiet] = neighbours[alone & quiet]
    return values


def band_pass(values, sampling_hz, low_hz=2.0, high_share=0.43):
    """Takes away offset, drift and the noise near the Nyquist frequency, without moving anything in time."""
    values = np.asarray(values, dtype=float)
    filter_ = signal.butter(4, [low_hz, high_share * sampling_hz], btype="bandpass", fs=sampling_hz, output="sos")
    return signal.sosfiltfilt(filter_, signal.detrend(values))


def amplitude_spectrum(values, sampling_hz):
    """Single-sided amplitude spectrum with a Hann window; returns (frequencies in Hz, amplitudes)."""
    values = np.asarray(values, dtype=float)
    window = signal.windows.hann(len(values), sym=False)
    spectrum = np.fft.rfft((values - values.mean()) * window)
    amplitude = 2.0 * np.abs(spectrum) / window.sum()
    return np.fft.rfftfreq(len(values), d=1.0 / sampling_hz), amplitude


def band_energy(frequencies, amplitude, low_hz, high_hz):
    """Root of the summed squares of all lines with low_hz <= f < high_hz."""
    inside = (frequencies >= low_hz) & (frequencies < high_hz)
    return float(np.sqrt(np.sum(np.square(amplitude[inside]))))


def spectral_entropy(amplitude):
    """Shannon entropy of the power distribution, scaled to 0..1."""
    power = np.square(amplitude[1:])
    total = power.sum()
    if total == 0 or len(power) < 2:
        return 0.0
    share = power / total
    share = share[share > 0]
    return float(-(share * np.log(share)).sum() / np.log(len(power)))
