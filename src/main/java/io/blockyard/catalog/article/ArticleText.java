package io.blockyard.catalog.article;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * An article taken apart: the fields of its front matter, and its sections. A section begins with a heading of the
 * first or second level; headings in code, quotes or lists begin none. Line ends are {@code \n} from here on.
 */
final class ArticleText {

    private static final BoundedMarkdown PARSER =
            new BoundedMarkdown(Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS));
    private static final Pattern FIELD = Pattern.compile("^([A-Za-z_][\\w.-]*)\\s*:(\\s|$)");
    private static final String FENCE = "---";
    private static final String TITLE = "\u0000title";
    private static final int DEEPEST_SECTION = 2;

    private final boolean fenced;
    private final List<Part> fields;
    private final List<Part> sections;

    private ArticleText(boolean fenced, List<Part> fields, List<Part> sections) {
        this.fenced = fenced;
        this.fields = List.copyOf(fields);
        this.sections = List.copyOf(sections);
    }

    static ArticleText parse(String markdown) {
        var lines = List.of(normalised(markdown).split("\n", -1));
        int end = endOfFrontMatter(lines);
        var fields = end < 0 ? List.<Part>of() : fields(lines.subList(1, end));
        return new ArticleText(end >= 0, fields, sections(lines.subList(end + 1, lines.size())));
    }

    /** Line ends of all systems as one, and no byte order mark. */
    static String normalised(String markdown) {
        var text = markdown.startsWith("\uFEFF") ? markdown.substring(1) : markdown;
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    List<Part> fields() {
        return fields;
    }

    List<Part> sections() {
        return sections;
    }

    ArticleText with(List<Part> newFields, List<Part> newSections) {
        return new ArticleText(fenced || !newFields.isEmpty(), newFields, newSections);
    }

    /** The part at a place, if there is one. */
    Optional<Part> at(ArticlePlace place) {
        return (place.field() ? fields : sections)
                .stream().filter(part -> part.name().equals(place.name())).findFirst();
    }

    /**
     * With another text at a place: an empty one takes the part away, and a place that is not there yet comes last,
     * before the changelog.
     */
    ArticleText with(ArticlePlace place, String text) {
        var parts = new ArrayList<>(place.field() ? fields : sections);
        int at = 0;
        while (at < parts.size() && !parts.get(at).name().equals(place.name())) {
            at++;
        }
        boolean known = at < parts.size();
        if (known) {
            parts.remove(at);
        } else if (!place.field() && !parts.isEmpty() && Changelog.is(parts.getLast())) {
            at--;
        }
        if (!text.isBlank()) {
            var kind = place.field() ? Part.Kind.FIELD : Part.Kind.SECTION;
            parts.add(
                    at,
                    new Part(kind, place.name(), place.name(), normalised(text).stripTrailing()));
        }
        return place.field() ? with(parts, sections) : with(fields, parts);
    }

    /** The whole page, one blank line between its parts and a newline at its end. */
    String write() {
        var page = new StringBuilder();
        if (fenced) {
            page.append(FENCE).append('\n');
            fields.forEach(field -> page.append(field.text()).append('\n'));
            page.append(FENCE).append("\n\n");
        }
        sections.stream()
                .filter(section -> !section.text().isBlank())
                .forEach(section -> page.append(section.text()).append("\n\n"));
        return page.toString().stripTrailing() + "\n";
    }

    /** The index of the line that closes the front matter, or -1 when the text begins otherwise. */
    private static int endOfFrontMatter(List<String> lines) {
        if (!lines.getFirst().stripTrailing().equals(FENCE)) {
            return -1;
        }
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i).stripTrailing();
            if (line.equals(FENCE)) {
                return i;
            }
        }
        return -1;
    }

    /** What stands before the first key, comments for instance, belongs to the field that follows it. */
    private static List<Part> fields(List<String> lines) {
        var fields = new ArrayList<Part>();
        var seen = new HashMap<String, Integer>();
        var name = "";
        var text = new ArrayList<String>();
        for (var line : lines) {
            var key = FIELD.matcher(line);
            if (key.find()) {
                if (!name.isEmpty()) {
                    fields.add(Part.field(numbered(name, seen), String.join("\n", text)));
                    text.clear();
                }
                name = key.group(1);
            }
            text.add(line);
        }
        if (!name.isEmpty() || text.stream().anyMatch(line -> !line.isBlank())) {
            fields.add(Part.field(numbered(name, seen), String.join("\n", text)));
        }
        return fields;
    }

    private static List<Part> sections(List<String> lines) {
        var text = String.join("\n", lines);
        var headings = Stream.iterate(PARSER.parse(text).getFirstChild(), node -> node != null, Node::getNext)
                .filter(node -> node instanceof Heading heading && heading.getLevel() <= DEEPEST_SECTION)
                .map(Heading.class::cast)
                .toList();
        var sections = new ArrayList<Part>();
        var seen = new HashMap<String, Integer>();
        int first = headings.isEmpty() ? lines.size() : line(headings.getFirst());
        var before = String.join("\n", lines.subList(0, first)).strip();
        if (!before.isEmpty()) {
            sections.add(new Part(Part.Kind.SECTION, "", "", before));
        }
        for (int i = 0; i < headings.size(); i++) {
            int from = line(headings.get(i));
            int to = i + 1 < headings.size() ? line(headings.get(i + 1)) : lines.size();
            var name = numbered(words(headings.get(i)), seen);
            var isTitle = i == 0 && headings.get(i).getLevel() == 1;
            sections.add(new Part(
                    Part.Kind.SECTION,
                    name,
                    isTitle ? TITLE : name.toLowerCase(Locale.ROOT),
                    String.join("\n", lines.subList(from, to)).stripTrailing()));
        }
        return sections;
    }

    private static int line(Heading heading) {
        return heading.getSourceSpans().getFirst().getLineIndex();
    }

    private static String numbered(String name, Map<String, Integer> seen) {
        int times = seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        return times == 1 ? name : name + " (" + times + ")";
    }

    private static String words(Heading heading) {
        var words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString().strip();
    }
}
