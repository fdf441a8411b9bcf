package io.blockyard.search.match;

/**
 * Looks again at a need of which the matcher is in doubt. This is where a language model can come in, through the
 * assistant of the compose room: to put the listed blocks in another order, to say that one of them serves after all or
 * that none does, or to translate what was not understood. There is none unless a bean of this type is defined.
 *
 * <p>It is asked only in the band {@link Band#MAYBE}, on the thread of whoever asks, so that it should bound its own time. It
 * may only choose among the blocks that are listed: an answer with any other block, and any exception, leaves the
 * matcher's result as it was.
 */
@FunctionalInterface
public interface SecondOpinion {

    /** Nobody is asked. */
    SecondOpinion NONE = doubtful -> doubtful;

    /** The same need with another order, band or answer; the same object when there is nothing to add. */
    MatchResult on(MatchResult doubtful);
}
