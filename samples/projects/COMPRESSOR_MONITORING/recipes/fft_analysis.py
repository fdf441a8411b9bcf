# -*- coding: utf-8 -*-
import dataiku
import pandas as pd

from rotating.signals import amplitude_spectrum, band_energy, spectral_entropy

sampling_hz = float(dataiku.get_custom_variables()["sampling_hz"])

signal = dataiku.Dataset("SMOOTHED_SIGNAL").get_dataframe()
signal = signal.sort_values(["burst_id", "sample_index"])

rows = []
for (asset_id, sensor_id, burst_id), burst in signal.groupby(["asset_id", "sensor_id", "burst_id"], sort=False):
    frequencies, amplitude = amplitude_spectrum(burst["acceleration_smooth_g"].to_numpy(), sampling_hz)
    rows.append({
        "asset_id": asset_id,
        "sensor_id": sensor_id,
        "burst_id": burst_id,
        "hour": burst["timestamp"].iloc[0].floor("h"),
        "dominant_freq_hz": float(frequencies[amplitude[1:].argmax() + 1]),
        "band_low_g": band_energy(frequencies, amplitude, 2.0, 100.0),
        "band_mid_g": band_energy(frequencies, amplitude, 100.0, 500.0),
        "band_high_g": band_energy(frequencies, amplitude, 500.0, sampling_hz / 2),
        "spectral_entropy": spectral_entropy(amplitude),
    })

dataiku.Dataset("FFT_RESULTS").write_with_schema(pd.DataFrame(rows))
