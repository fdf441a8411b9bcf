package io.blockyard.search;

import io.blockyard.problem.ProblemException;
import io.blockyard.search.SearchRequest.Sort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, as a text that is handed out and taken back. By name and by age it names the last hit, so that
 * what is published meanwhile moves nothing; by relevance it counts, since scores move with every change.
 *
 * @param search which search it belongs to
 * @param position how many hits came before
 * @param after the last hit's place in the order; null by relevance
 */
record Cursor(int search, int position, @Nullable Place after) {

    /** The last hit's sort values. */
    record Place(long published, String name, String id) {}

    static Cursor of(String text, SearchRequest request) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            int search = bytes.getInt();
            int position = bytes.getInt();
            var place = bytes.hasRemaining() ? new Place(bytes.getLong(), text(bytes), text(bytes)) : null;
            boolean belongs = search == hash(request)
                    && position >= 0
                    && !bytes.hasRemaining()
                    && (place == null) == (request.sort() == Sort.RELEVANCE);
            if (belongs) {
                return new Cursor(search, position, place);
            }
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            // said below
        }
        throw ProblemException.of(
                ProblemException.Kind.INVALID,
                "search.cursor",
                "This cursor does not belong to this search.",
                "Take the cursor of the page before, with the same text, filters and order; or none, to begin anew.");
    }

    static Cursor at(SearchRequest request, int position, ScoreDoc last) {
        var fields = last instanceof FieldDoc sorted ? sorted.fields : new Object[0];
        var place = switch (request.sort()) {
            case RELEVANCE -> null;
            case NAME -> new Place(0, term(fields[0]), term(fields[1]));
            case NEWEST -> new Place((Long) fields[0], term(fields[1]), term(fields[2]));
        };
        return new Cursor(hash(request), position, place);
    }

    /** The last hit, as Lucene goes on behind it. */
    @Nullable
    FieldDoc fieldDoc(Sort sort) {
        if (after == null) {
            return null;
        }
        var name = new BytesRef(after.name());
        var id = new BytesRef(after.id());
        return switch (sort) {
            case RELEVANCE -> null;
            case NAME -> new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {name, id});
            case NEWEST -> new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {after.published(), name, id});
        };
    }

    @Override
    public String toString() {
        var name = after == null ? new byte[0] : after.name().getBytes(StandardCharsets.UTF_8);
        var id = after == null ? new byte[0] : after.id().getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(8 + (after == null ? 0 : 16 + name.length + id.length));
        bytes.putInt(search).putInt(position);
        if (after != null) {
            bytes.putLong(after.published())
                    .putInt(name.length)
                    .put(name)
                    .putInt(id.length)
                    .put(id);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("no length: " + length);
        }
        var text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int hash(SearchRequest request) {
        return Objects.hash(request.text(), request.filters(), request.sort().name());
    }

    private static String term(@Nullable Object value) {
        return value instanceof BytesRef bytes ? bytes.utf8ToString() : "";
    }
}
