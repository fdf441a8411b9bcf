package io.blockyard.search.index;

import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/** Words that were read before, as the index takes them. */
final class ReadTokens extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute place = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<TextReader.Token> tokens;
    private Iterator<TextReader.Token> left;

    ReadTokens(List<TextReader.Token> tokens) {
        this.tokens = tokens;
        this.left = tokens.iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!left.hasNext()) {
            return false;
        }
        clearAttributes();
        var next = left.next();
        term.setEmpty().append(next.term());
        place.setOffset(next.start(), next.end());
        step.setPositionIncrement(next.step());
        return true;
    }

    @Override
    public void reset() {
        left = tokens.iterator();
    }
}
