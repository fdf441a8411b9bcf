package io.blockyard.catalog;

import io.blockyard.catalog.article.BoundedMarkdown;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown of an article to safe HTML. People write articles, and source projects hold texts of anybody: nothing that
 * runs, styles the page, submits a form or loads from elsewhere comes through.
 */
public class ArticleRenderer {

    private static final String MERMAID = "mermaid";
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), TaskListItemsExtension.create(), YamlFrontMatterExtension.create());
    private static final BoundedMarkdown PARSER =
            new BoundedMarkdown(Parser.builder().extensions(EXTENSIONS));

    private static final Pattern ANCHOR = Pattern.compile("[\\p{L}\\p{N}_-]{1,200}");
    /** Nothing else of this server: whoever reads a page asks for its pictures with all their rights. */
    private static final Pattern ATTACHED = Pattern.compile("/?api/v1/blocks/[A-Za-z0-9_]+/article/attachments/"
            + "(?!(?:\\.|%2[eE]){1,2}(?:\\?|$))[^:/\\\\?#]+(?:\\?revision=\\d{1,19})?");

    private static final PolicyFactory SAFE = new HtmlPolicyBuilder()
            .allowElements(
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "p",
                    "br",
                    "hr",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "strong",
                    "em",
                    "del",
                    "s",
                    "sub",
                    "sup",
                    "kbd",
                    "code",
                    "pre",
                    "a",
                    "img",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "details",
                    "summary",
                    "div",
                    "span")
            .allowElements((element, attributes) -> attributes.contains("checkbox") ? element : null, "input")
            .allowWithoutAttributes("span", "img")
            .allowAttributes("id")
            .matching(ANCHOR)
            .onElements("h1", "h2", "h3", "h4", "h5", "h6")
            .allowAttributes("class")
            .matching(Pattern.compile(MERMAID))
            .onElements("pre")
            .allowAttributes("class")
            .matching(Pattern.compile("language-[\\w+#.-]{1,40}"))
            .onElements("code")
            .allowAttributes("align")
            .matching(true, "left", "center", "right")
            .onElements("th", "td")
            .allowAttributes("start")
            .matching(Pattern.compile("\\d{1,9}"))
            .onElements("ol")
            .allowAttributes("type")
            .matching(true, "checkbox")
            .onElements("input")
            .allowAttributes("checked", "disabled")
            .onElements("input")
            .allowAttributes("href")
            .onElements("a")
            .allowAttributes("src")
            .matching(ATTACHED)
            .onElements("img")
            .allowAttributes("alt", "title")
            .onElements("img")
            .allowUrlProtocols("http", "https", "mailto")
            .requireRelNofollowOnLinks()
            .toFactory();

    /** Front matter is left out; mermaid fences become {@code <pre class="mermaid">}; everything is sanitised. */
    public Rendered render(String markdown) {
        return render(markdown, LinkTargets.NONE);
    }

    /**
     * The same with links between articles, and to what is attached.
     *
     * @param targets where they lead; what it does not know stays as it is written
     */
    public Rendered render(String markdown, LinkTargets targets) {
        var document = PARSER.parse(markdown);
        ArticleLinks.resolve(document, targets);
        var anchors = new Anchors();
        document.accept(anchors);
        var html = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    var anchor = anchors.byNode.get(node);
                    if (anchor != null) {
                        attributes.put("id", anchor);
                    }
                })
                .nodeRendererFactory(MermaidRenderer::new)
                .build()
                .render(document);
        return new Rendered(SAFE.sanitize(html), List.copyOf(anchors.headings));
    }

    /**
     * What the article says, a line for each heading, paragraph and row of a table; without front matter and code.
     * For reading by machines that know no Markdown, such as a search index.
     */
    public String plainText(String markdown) {
        var passages = new Passages();
        PARSER.parse(markdown).accept(passages);
        return String.join("\n", passages.lines);
    }

    /** The page and its table of contents. */
    public record Rendered(String html, List<Heading> headings) {}

    /** A heading with its anchor; {@code level} from 1. */
    public record Heading(int level, String text, String anchor) {}

    /** Gives every heading an anchor of its own. */
    private static final class Anchors extends AbstractVisitor {

        private final IdGenerator ids =
                IdGenerator.builder().defaultId("section").build();
        private final IdentityHashMap<Node, String> byNode = new IdentityHashMap<>();
        private final List<Heading> headings = new ArrayList<>();

        @Override
        public void visit(org.commonmark.node.Heading heading) {
            var text = new PlainText();
            heading.accept(text);
            var anchor = ids.generateId(text.toString());
            byNode.put(heading, anchor);
            headings.add(new Heading(heading.getLevel(), text.toString(), anchor));
        }
    }

    /** What a node says without its markup. */
    private static final class PlainText extends AbstractVisitor {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void visit(Text node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
            text.append(node.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak node) {
            text.append(' ');
        }

        @Override
        public String toString() {
            return text.toString().strip();
        }
    }

    /** One line for each piece of text that stands by itself. */
    private static final class Passages extends AbstractVisitor {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void visit(Paragraph paragraph) {
            lines.add(textOf(paragraph));
        }

        @Override
        public void visit(org.commonmark.node.Heading heading) {
            lines.add(textOf(heading));
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow row) {
                var cells = new ArrayList<String>();
                for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(textOf(cell));
                }
                lines.add(String.join(" ", cells));
            } else {
                visitChildren(node);
            }
        }

        private static String textOf(Node node) {
            var text = new PlainText();
            node.accept(text);
            return text.toString();
        }
    }

    /** Fenced code as usual, but for diagrams. */
    private static final class MermaidRenderer implements NodeRenderer {

        private final HtmlNodeRendererContext context;

        MermaidRenderer(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            var fence = (FencedCodeBlock) node;
            var html = context.getWriter();
            var language =
                    fence.getInfo() == null ? "" : fence.getInfo().strip().split("\\s+", 2)[0];
            html.line();
            if (language.equals(MERMAID)) {
                html.tag("pre", Map.of("class", MERMAID));
                html.text(fence.getLiteral());
            } else {
                html.tag("pre");
                html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
                html.text(fence.getLiteral());
                html.tag("/code");
            }
            html.tag("/pre");
            html.line();
        }
    }
}
