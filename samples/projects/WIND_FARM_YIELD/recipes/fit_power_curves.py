# -*- coding: utf-8 -*-
import dataiku

from windfarm.power_curve import MonotonicBinCurve

variables = dataiku.get_custom_variables()

bins = dataiku.Dataset("POWER_BINS").get_dataframe()
rows = dataiku.Dataset("NORMAL_OPERATION").get_dataframe()

# The best tenth of the year would make every other day look like a loss: the curve is the mean, not the record.
method = MonotonicBinCurve(bin_width=variables["bin_width_ms"], min_rows=variables["min_bin_rows"])
curves = method.fit(bins, rows)

# A curve without three bins says nothing; such a turbine keeps no expectation until more data has come in.
enough = curves.groupby("asset_id")["wind_bin_ms"].transform("size") >= 3
curves = curves[enough].sort_values(["asset_id", "wind_bin_ms"]).reset_index(drop=True)
dataiku.Dataset("POWER_CURVES").write_with_schema(curves)
