package io.blockyard.catalog.article;

import io.blockyard.block.BlockId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Links between articles as people write them: {@code [[BLOCK]]} or {@code [[BLOCK|words]]}. */
public final class WikiLink {

    /** Groups: the target, and the words when there are some. */
    public static final Pattern PATTERN =
            Pattern.compile("\\[\\[([^\\[\\]|\\r\\n]{1,200})(?:\\|([^\\[\\]\\r\\n]{1,200}))?]]");

    private static final Pattern CODE = Pattern.compile("(?ms)^(```|~~~).*?^\\1|`[^`\\n]*`");

    private WikiLink() {}

    /** The ids of blocks that an article links to, in its order; what stands in code is no link. */
    public static Set<String> targets(String markdown) {
        var targets = new LinkedHashSet<String>();
        var matcher = PATTERN.matcher(CODE.matcher(markdown).replaceAll(""));
        while (matcher.find()) {
            var id = id(matcher.group(1));
            if (BlockId.isValid(id)) {
                targets.add(id);
            }
        }
        return targets;
    }

    /** A block's id as people may write it: in any case, with or without a version. */
    public static String id(String target) {
        var id = target.strip().toUpperCase(Locale.ROOT);
        return id.indexOf('@') < 0 ? id : id.substring(0, id.indexOf('@'));
    }
}
