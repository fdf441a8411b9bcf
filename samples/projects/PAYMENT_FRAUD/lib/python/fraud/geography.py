"""Distances on the globe."""
import numpy as np

EARTH_RADIUS_KM = 6371.0


def distance_km(latitude_1, longitude_1, latitude_2, longitude_2):
    """Great circle distance; works on numbers, arrays and series, empty values stay empty."""
    phi_1, phi_2 = np.radians(latitude_1), np.radians(latitude_2)
    half_phi = (phi_2 - phi_1) / 2
    half_lambda = np.radians(longitude_2 - longitude_1) / 2
    a = np.sin(half_phi) ** 2 + np.cos(phi_1) * np.cos(phi_2) * np.sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0)))
