"""The forecaster in use: gradient boosted trees, one model for the mean and one for each end of the interval."""
from sklearn.ensemble import HistGradientBoostingRegressor

from retail.forecasting import BaseForecaster


class BoostedForecaster(BaseForecaster):

    def __init__(self, max_iter=120, learning_rate=0.06):
        self.max_iter, self.learning_rate = max_iter, learning_rate

    def build_model(self, quantile):
        loss = {"loss": "poisson"} if quantile is None else {"loss": "quantile", "quantile": quantile}
        return HistGradientBoostingRegressor(max_iter=self.max_iter, learning_rate=self.learning_rate, min_samples_leaf=40, random_state=7, **loss)
