"""The scorer in use."""
from sklearn.ensemble import RandomForestClassifier

from fraud.scoring import BaseFraudScorer


class ForestFraudScorer(BaseFraudScorer):

    def __init__(self, trees=200):
        self.trees = trees

    def build_model(self):
        return RandomForestClassifier(n_estimators=self.trees, min_samples_leaf=5, class_weight="balanced_subsample", random_state=11)
