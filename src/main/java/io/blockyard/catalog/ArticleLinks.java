package io.blockyard.catalog;

import io.blockyard.catalog.article.AttachmentLink;
import io.blockyard.catalog.article.WikiLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Makes links of what people write in articles: {@code [[BLOCK]]} leads to the block's page, and the smart links of DSS,
 * such as {@code [orders](dataset:SHOP.ORDERS)}, to what the catalog knows of the object. {@code attachment:NAME} leads to
 * a file of the article.
 */
final class ArticleLinks extends AbstractVisitor {

    private static final Pattern SMART = Pattern.compile(
            "(?:dataset|recipe|managed_folder|saved_model|model_evaluation_store|project|article|knowledge_bank):(?:([A-Za-z0-9_]+)\\.)?([^:/?#]{1,200})");

    private static final int MOST_TARGETS = 500;

    private final LinkTargets targets;
    private final List<Text> texts = new ArrayList<>();
    /** What was looked up for this page. */
    private final Map<String, Optional<CatalogBlock>> known = new HashMap<>();

    private ArticleLinks(LinkTargets targets) {
        this.targets = targets;
    }

    static void resolve(Node document, LinkTargets targets) {
        var links = new ArticleLinks(targets);
        document.accept(links);
        links.texts.forEach(links::split);
    }

    @Override
    public void visit(Text text) {
        if (text.getLiteral().contains("[[")) {
            texts.add(text);
        }
    }

    @Override
    public void visit(Link link) {
        var smart = SMART.matcher(link.getDestination());
        if (smart.matches()) {
            link.setDestination("?q=" + URLEncoder.encode(smart.group(2), StandardCharsets.UTF_8));
        }
        AttachmentLink.name(link.getDestination())
                .flatMap(targets.attachments())
                .ifPresent(link::setDestination);
        // A link within a link is none.
    }

    @Override
    public void visit(Image image) {
        AttachmentLink.name(image.getDestination())
                .flatMap(targets.attachments())
                .ifPresent(image::setDestination);
    }

    /** Each name is looked up once; a page with more different ones than anybody reads has links to the first of them. */
    private Optional<CatalogBlock> block(String id) {
        return known.size() < MOST_TARGETS
                ? known.computeIfAbsent(id, targets.blocks())
                : known.getOrDefault(id, Optional.empty());
    }

    private void split(Text text) {
        var literal = text.getLiteral();
        var matcher = WikiLink.PATTERN.matcher(literal);
        int from = 0;
        while (matcher.find()) {
            var block = block(WikiLink.id(matcher.group(1)));
            if (block.isPresent()) {
                var manifest = block.get().manifest();
                var link = new Link("blocks/" + manifest.id(), manifest.name());
                link.appendChild(new Text(matcher.group(2) == null ? manifest.name() : matcher.group(2)));
                text.insertBefore(new Text(literal.substring(from, matcher.start())));
                text.insertBefore(link);
                from = matcher.end();
            }
        }
        text.setLiteral(literal.substring(from));
    }
}
