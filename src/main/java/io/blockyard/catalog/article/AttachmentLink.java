package io.blockyard.catalog.article;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/** How an article names a file of its own: {@code ![a pump](attachment:pump.png)}, a blank in the name as {@code %20}. */
public final class AttachmentLink {

    private static final String SCHEME = "attachment:";
    private static final Pattern DESTINATION = Pattern.compile("(?<=]\\()([^()\\s]+)(?=\\)| \")");

    private AttachmentLink() {}

    /** The name of the file that a link's destination means; empty for any other destination. */
    public static Optional<String> name(String destination) {
        if (!destination.startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StringUtils.uriDecode(destination.substring(SCHEME.length()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(destination.substring(SCHEME.length()));
        }
    }

    /** What stands in a link to a file of this name. */
    public static String destination(String name) {
        return SCHEME
                + name.replace("%", "%25")
                        .replace(" ", "%20")
                        .replace("(", "%28")
                        .replace(")", "%29");
    }

    /** The same text with the destinations of its links and pictures changed; those that stay may be returned as they are. */
    public static String withDestinations(String markdown, UnaryOperator<String> change) {
        return DESTINATION
                .matcher(markdown)
                .replaceAll(found -> Matcher.quoteReplacement(change.apply(found.group(1))));
    }
}
