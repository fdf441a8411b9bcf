package io.blockyard.catalog;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks whether an SVG is a drawing and nothing else: no script, no foreign content, nothing loaded from elsewhere. */
final class SafeDrawing {

    private static final Set<String> ACTIVE = Set.of(
            "script",
            "foreignobject",
            "iframe",
            "object",
            "embed",
            "audio",
            "video",
            "canvas",
            "handler",
            "listener",
            "html",
            "body",
            "meta",
            "link",
            "base",
            "form");
    private static final Pattern OWN =
            Pattern.compile("#[^\\s]*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]*");
    private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>]+");
    private static final Pattern OUTSIDE =
            Pattern.compile("(?is)@import|javascript:|expression\\s*\\(|url\\(\\s*['\"]?(?!\\s*(?:#|data:image/))");

    private SafeDrawing() {}

    /** What it holds that a drawing should not; empty for a plain one. */
    static Optional<String> fault(byte[] svg) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(svg));
            boolean root = true;
            while (reader.hasNext()) {
                var fault = switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        boolean drawing = !root || reader.getLocalName().equals("svg");
                        root = false;
                        yield drawing ? inElement(reader) : Optional.of("something else than a drawing");
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        OUTSIDE.matcher(reader.getText()).find()
                                ? Optional.of("a style that loads from elsewhere")
                                : Optional.<String>empty();
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> Optional.of("an instruction to the browser");
                    case XMLStreamConstants.ENTITY_REFERENCE -> Optional.of("an entity");
                    default -> Optional.<String>empty();
                };
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return root ? Optional.of("nothing") : Optional.empty();
        } catch (XMLStreamException malformed) {
            return Optional.of("no well-formed XML");
        }
    }

    private static Optional<String> inElement(XMLStreamReader element) {
        var name = element.getLocalName().toLowerCase(Locale.ROOT);
        if (ACTIVE.contains(name)) {
            return Optional.of("a <" + name + ">");
        }
        for (int i = 0; i < element.getAttributeCount(); i++) {
            var attribute = element.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            var value = element.getAttributeValue(i).strip();
            if (attribute.startsWith("on")) {
                return Optional.of("a script in " + attribute);
            }
            if (attribute.equals("attributename")
                    && value.toLowerCase(Locale.ROOT).endsWith("href")) {
                return Optional.of("a link that moves");
            }
            boolean link = attribute.equals("href") || attribute.equals("src");
            boolean allowed = OWN.matcher(value).matches()
                    || (name.equals("a") && WEB.matcher(value).matches());
            if (link && !allowed) {
                return Optional.of("a link to elsewhere");
            }
            if (!link && OUTSIDE.matcher(value).find()) {
                return Optional.of("a style that loads from elsewhere");
            }
        }
        return Optional.empty();
    }
}
