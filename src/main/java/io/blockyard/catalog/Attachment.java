package io.blockyard.catalog;

import io.blockyard.block.BlockId;
import io.blockyard.catalog.article.AttachmentLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A file that belongs to an article, which names it as {@code attachment:NAME}.
 *
 * @param mediaType as its name's ending says, and its content bears out
 * @param size in bytes
 * @param digest SHA-256 of its bytes, 64 hexadecimal digits
 */
public record Attachment(String name, String mediaType, long size, String digest) {

    static Attachment of(String name, long size, String digest) {
        return new Attachment(name, AttachmentType.mediaType(name), size, digest);
    }

    /** Whether a browser may show it by itself; everything else it is to save. */
    public boolean isPicture() {
        return AttachmentType.ofName(name).filter(AttachmentType::isPicture).isPresent();
    }

    /** Where the newest of this name is served, relative to the site's root. */
    public String address(BlockId block) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "api/v1/blocks/" + block + "/article/attachments/" + encoded;
    }

    /** Where it is served as a revision of the article had it, relative to the site's root. */
    public String address(BlockId block, long revision) {
        return address(block) + "?revision=" + revision;
    }

    /** What shows it in the text of its article, or links to it when it cannot be shown. */
    public String markdown() {
        var words = name.substring(0, name.lastIndexOf('.')).replace('_', ' ');
        var shown = mediaType.startsWith("image/") ? "!" : "";
        return shown + "[" + words + "](" + AttachmentLink.destination(name) + ")";
    }
}
