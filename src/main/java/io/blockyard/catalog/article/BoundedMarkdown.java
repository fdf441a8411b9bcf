package io.blockyard.catalog.article;

import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown that is no deeper than whoever walks through it can follow. Anybody writes articles, and a line of
 * thousands of {@code >} or of pictures within pictures is a tree as deep as the line is long.
 */
public final class BoundedMarkdown {

    /** Of quotes and lists; deeper ones are text. No page that people read comes near. */
    private static final int DEEPEST_BLOCKS = 100;

    private static final int DEEPEST = 300;

    private final Parser parser;

    public BoundedMarkdown(Parser.Builder options) {
        this.parser = options.maxOpenBlockParsers(DEEPEST_BLOCKS).build();
    }

    /** The document; a single paragraph with the text as it is written when it would be too deep. */
    public Node parse(String markdown) {
        try {
            var document = parser.parse(markdown);
            return isDeep(document) ? asItIsWritten(markdown) : document;
        } catch (StackOverflowError tooDeep) {
            // The parser calls itself for what is within a link or an emphasis, and has no limit for that.
            return asItIsWritten(markdown);
        }
    }

    /** Goes through the tree without calling itself. */
    private static boolean isDeep(Node document) {
        int depth = 0;
        var node = document;
        while (depth <= DEEPEST) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
            } else {
                while (!node.equals(document) && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                if (node.equals(document)) {
                    return false;
                }
                node = node.getNext();
            }
        }
        return true;
    }

    private static Node asItIsWritten(String markdown) {
        var paragraph = new Paragraph();
        paragraph.appendChild(new Text(markdown));
        var document = new Document();
        document.appendChild(paragraph);
        return document;
    }
}
