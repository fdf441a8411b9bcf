"""Tone of short messages by a word list. Small, transparent and good enough to rank customers."""
import re

WEIGHTS = {
    "thanks": 0.6, "thank": 0.6, "great": 0.8, "perfect": 1.0, "happy": 0.8, "helpful": 0.7, "solved": 0.6, "friendly": 0.7, "fast": 0.3, "good": 0.5,
    "bad": -0.6, "slow": -0.5, "terrible": -1.0, "useless": -0.9, "angry": -0.9, "disappointed": -0.8, "again": -0.3, "waiting": -0.4, "broken": -0.6,
    "expensive": -0.5, "wrong": -0.5, "never": -0.4, "worst": -1.0, "complaint": -0.7, "refund": -0.4, "outage": -0.5,
}
NEGATIONS = {"not", "no", "never", "hardly", "isn't", "wasn't", "don't", "didn't"}
LEAVING = re.compile(r"\b(cancel\w*|terminat\w*|switch(?:ing)? (?:to|provider)|leav(?:e|ing)|competitor|last (?:chance|time))\b")


def sentiment(text):
    """Mean weight of the known words, turned around after a negation; 0 when none is known."""
    words = re.findall(r"[a-z']+", text.lower())
    weights = []
    for position, word in enumerate(words):
        if word in WEIGHTS:
            negated = any(w in NEGATIONS for w in words[max(0, position - 2):position])
            weights.append(-0.7 * WEIGHTS[word] if negated else WEIGHTS[word])
    return sum(weights) / len(weights) if weights else 0.0


def threatens_to_leave(text):
    return bool(LEAVING.search(text.lower()))
