package io.blockyard.catalog;

import io.blockyard.catalog.article.WikiLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Makes links of what people write in articles: {@code [[BLOCK]]} leads to the block's page, and the smart links of DSS,
 * such as {@code [orders](dataset:SHOP.ORDERS)}, to what the catalog knows of the object.
 */
final class ArticleLinks extends AbstractVisitor {

    private static final Pattern SMART = Pattern.compile(
            "(?:dataset|recipe|managed_folder|saved_model|model_evaluation_store|project|article|knowledge_bank):(?:([A-Za-z0-9_]+)\\.)?([^:/?#]{1,200})");

    private final Function<String, Optional<CatalogBlock>> blocks;
    private final List<Text> texts = new ArrayList<>();

    private ArticleLinks(Function<String, Optional<CatalogBlock>> blocks) {
        this.blocks = blocks;
    }

    /** @param blocks finds a block by its id, if there is one */
    static void resolve(Node document, Function<String, Optional<CatalogBlock>> blocks) {
        var links = new ArticleLinks(blocks);
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
        // A link within a link is none.
    }

    private void split(Text text) {
        var literal = text.getLiteral();
        var matcher = WikiLink.PATTERN.matcher(literal);
        int from = 0;
        while (matcher.find()) {
            var block = blocks.apply(WikiLink.id(matcher.group(1)));
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
