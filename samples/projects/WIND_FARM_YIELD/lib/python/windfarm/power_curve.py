"""Power curves after the method of bins, with room for other methods."""
import numpy as np
import pandas as pd


class BasePowerCurve:
    """A curve per turbine. A subclass provides `fit_turbine`, which returns centres, power and spread as three arrays."""

    def __init__(self, bin_width=0.5, min_rows=6):
        self.bin_width, self.min_rows = float(bin_width), int(min_rows)

    def fit_turbine(self, bins, rows):
        """Centres in m/s, power in kW and usual deviation in kW of one turbine."""
        raise NotImplementedError("fit_turbine must be provided by the subclass")

    def fit(self, bins, rows):
        curves = []
        for asset_id, own_bins in bins.groupby("asset_id"):
            centres, power, spread = self.fit_turbine(own_bins.sort_values("wind_bin_ms"), rows[rows["asset_id"] == asset_id])
            curves.append(pd.DataFrame({"asset_id": asset_id, "wind_bin_ms": centres, "curve_power_kw": power, "curve_spread_kw": spread}))
        return pd.concat(curves, ignore_index=True)


class MonotonicBinCurve(BasePowerCurve):
    """Means of the bins, made monotonic: more wind never means less power below cut-out."""

    def fit_turbine(self, bins, rows):
        trusted = bins[bins["rows_in_bin"] >= self.min_rows]
        trusted = trusted if len(trusted) >= 3 else bins
        centres = trusted["wind_bin_ms"].to_numpy(dtype=float)
        power = np.maximum.accumulate(trusted["mean_power_kw"].to_numpy(dtype=float))
        residual = np.abs(rows["active_power_kw"].to_numpy() - np.interp(rows["wind_speed_norm_ms"].to_numpy(), centres, power))
        nearest = np.abs(rows["wind_speed_norm_ms"].to_numpy()[:, None] - centres[None, :]).argmin(axis=1)
        spread = np.array([1.4826 * np.median(residual[nearest == i]) if (nearest == i).any() else np.nan for i in range(len(centres))])
        typical = np.nanmedian(spread) if np.isfinite(spread).any() else 1.0
        return centres, power.round(2), np.nan_to_num(np.maximum(spread, 5.0), nan=typical).round(2)


def expected(curves, rows):
    """Expected power and spread for each row, from the curve of its own turbine."""
    power, spread = np.full(len(rows), np.nan), np.full(len(rows), np.nan)
    for asset_id, curve in curves.groupby("asset_id"):
        own = (rows["asset_id"] == asset_id).to_numpy()
        wind = rows.loc[own, "wind_speed_norm_ms"].to_numpy()
        power[own] = np.interp(wind, curve["wind_bin_ms"], curve["curve_power_kw"], left=0.0)
        spread[own] = np.interp(wind, curve["wind_bin_ms"], curve["curve_spread_kw"])
    return power.round(2), spread.round(2)
