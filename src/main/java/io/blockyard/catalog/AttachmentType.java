package io.blockyard.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that articles may hold, as the ending of a name says and the first bytes bear out. */
enum AttachmentType {
    PNG("image/png", Look.PICTURE, "\u0089PNG\r\n", "png"),
    JPEG("image/jpeg", Look.PICTURE, "\u00ff\u00d8\u00ff", "jpg|jpeg"),
    GIF("image/gif", Look.PICTURE, "GIF8", "gif"),
    WEBP("image/webp", Look.PICTURE, "RIFF", "webp"),
    SVG("image/svg+xml", Look.DRAWING, "", "svg"),
    PDF("application/pdf", Look.FILE, "%PDF-", "pdf"),
    CSV("text/csv", Look.TEXT, "", "csv|tsv"),
    PLAIN("text/plain", Look.TEXT, "", "txt|log"),
    MARKDOWN("text/markdown", Look.TEXT, "", "md"),
    JSON("application/json", Look.TEXT, "", "json"),
    YAML("application/yaml", Look.TEXT, "", "yaml|yml"),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Look.FILE, "PK", "docx"),
    SHEET("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Look.FILE, "PK", "xlsx"),
    SLIDES("application/vnd.openxmlformats-officedocument.presentationml.presentation", Look.FILE, "PK", "pptx"),
    ZIP("application/zip", Look.FILE, "PK", "zip");

    /** What a browser does with it. */
    private enum Look {
        PICTURE,
        DRAWING,
        TEXT,
        FILE
    }

    private final String mediaType;
    private final Look look;
    /** The first bytes, each as a character; empty for texts. */
    private final String begins;

    /** Without dots, with bars between them. */
    private final String endings;

    AttachmentType(String mediaType, Look look, String begins, String endings) {
        this.mediaType = mediaType;
        this.look = look;
        this.begins = begins;
        this.endings = endings;
    }

    /** By the ending of a file's name; empty for kinds that we do not know. */
    static Optional<AttachmentType> ofName(String name) {
        var ending = ending(name);
        return Arrays.stream(values())
                .filter(type -> List.of(type.endings.split("\\|")).contains(ending))
                .findFirst();
    }

    /** The ending in lower case, without the dot; empty without one. */
    static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static String mediaType(String name) {
        return ofName(name).map(type -> type.mediaType).orElse("application/octet-stream");
    }

    boolean isPicture() {
        return look == Look.PICTURE;
    }

    boolean isText() {
        return look == Look.TEXT || look == Look.DRAWING;
    }

    /** Whether the content is what the name says. */
    boolean fits(byte[] content) {
        if (isText()) {
            return isUtf8(content);
        }
        var first = new String(content, 0, Math.min(content.length, begins.length()), StandardCharsets.ISO_8859_1);
        return content.length > begins.length() && first.equals(begins);
    }

    private static boolean isUtf8(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .chars()
                    .noneMatch(c -> c == 0);
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
