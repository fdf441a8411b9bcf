"""Comparison of personal names."""
from difflib import SequenceMatcher


def similarity(left, right):
    """Best of the plain comparison and the comparison with sorted words, for names come in any order."""
    plain = SequenceMatcher(None, left, right).ratio()
    by_word = SequenceMatcher(None, " ".join(sorted(left.split())), " ".join(sorted(right.split()))).ratio()
    return max(plain, by_word)


def blocks(name):
    """First letters of the words; only names that share one of them are compared."""
    return {word[0] for word in name.split()}
