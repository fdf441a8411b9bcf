package io.blockyard.search.index;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/**
 * Terms with what they weigh in a block, as their frequency: a field of them knows which places of a block matter, and
 * is searched as one field, which is many times faster than asking for a word in each place.
 */
final class WeighedTerms extends TokenStream {

    private static final FieldType TYPE = type();

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Map<String, Integer> weights;
    private Iterator<Map.Entry<String, Integer>> left;

    private WeighedTerms(Map<String, Integer> weights) {
        this.weights = weights;
        this.left = weights.entrySet().iterator();
    }

    /** @param weights term → at least 1 */
    static Field field(String name, Map<String, Integer> weights) {
        return new Field(name, new WeighedTerms(weights), TYPE);
    }

    @Override
    public boolean incrementToken() {
        if (!left.hasNext()) {
            return false;
        }
        clearAttributes();
        var next = left.next();
        term.setEmpty().append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }

    @Override
    public void reset() {
        left = weights.entrySet().iterator();
    }

    private static FieldType type() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
