"""Small signal processing helpers. All of them take and return plain numpy arrays."""
import numpy as np
from scipy import signal


def remove_spikes(values, window=7, limit=6.0):
    """Replaces samples further than `limit` robust deviations from the local median by that median (Hampel filter)."""
    values = np.asarray(values, dtype=float)
    if len(values) < window:
        return values
    median = signal.medfilt(values, kernel_size=window)
    deviation = np.abs(values - median)
    scale = 1.4826 * np.median(deviation)
    if scale == 0:
        return values
    return np.where(deviation > limit * scale, median, values)


def smooth(values, window=9, order=3):
    """Removes offset and drift, then smooths without moving the peaks."""
    values = signal.detrend(np.asarray(values, dtype=float))
    if len(values) <= window:
        return values
    return signal.savgol_filter(values, window_length=window, polyorder=order)


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
