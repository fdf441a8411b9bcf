package io.blockyard.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentRulesTest {

    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>";

    private final AttachmentRules rules = new AttachmentRules(1_000, Set.of("png", "svg", "csv", "exe"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<g onload='alert(1)'/>",
                "<g ONLOAD='alert(1)'/>",
                "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
                "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
                "<a href='javascript:alert(1)'><text>x</text></a>",
                "<a xlink:href=' java&#10;script:alert(1)'><text>x</text></a>",
                "<a href='data:text/html,x'><text>x</text></a>",
                "<image href='https://elsewhere.example/pixel.png'/>",
                "<image href='data:image/svg+xml;base64,PHN2Zz4='/>",
                "<use xlink:href='//elsewhere.example/sprite.svg#x'/>",
                "<set attributeName='xlink:href' to='javascript:alert(1)'/>",
                "<style>@import url(https://elsewhere.example/x.css);</style>",
                "<style>rect { fill: URL( 'https://elsewhere.example/x.svg#y') }</style>",
                "<style><![CDATA[rect { fill: url(//elsewhere.example/x) }]]></style>",
                "<rect style='fill:url(https://elsewhere.example/x)'/>",
                "<iframe src='#'/>",
                "<?xml-stylesheet href='x.css'?>",
                "<g>&unknown;</g>",
                "<g>"
            })
    void aDrawingThatIsMoreThanADrawingIsRefused(String inside) {
        refused("flow.svg", (SVG + inside + "</svg>").getBytes(UTF_8), "attachment.drawing");
    }

    @Test
    void anEntityOfAFileIsNotRead() {
        var bomb = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>" + SVG + "<text>&x;</text></svg>";

        refused("flow.svg", bomb.getBytes(UTF_8), "attachment.drawing");
        refused("flow.svg", "<html/>".getBytes(UTF_8), "attachment.drawing");
    }

    @Test
    void drawingsPicturesAndTablesAreTaken() {
        var drawing = SVG + "<defs><linearGradient id='a'/></defs><style>rect { fill: url(#a) }</style>"
                + "<a href='https://example.org/'><use xlink:href='#a'/></a>"
                + "<image href='data:image/png;base64,iVBORw0KGgo='/></svg>";

        assertThatNoException().isThrownBy(() -> rules.check("flow.svg", drawing.getBytes(UTF_8)));
        assertThatNoException().isThrownBy(() -> rules.check("Pumpe 2 (außen).png", png()));
        assertThatNoException().isThrownBy(() -> rules.check("limits.csv", "a,b\n1,2\n".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "tool.exe, attachment.type",
        "page.html, attachment.type",
        "picture.jpg, attachment.type",
        "picture, attachment.name",
        ".png, attachment.name",
        "a<b>.png, attachment.name",
        "'a\u202Egnp.png', attachment.name",
        "limits.csv, attachment.content",
    })
    void namesAndKindsAreKeptTo(String name, String code) {
        refused(name, png(), code);
    }

    @Test
    void sizesAreKeptToAndContentsAreWhatNamesSay() {
        refused("empty.png", new byte[0], "attachment.content");
        refused("page.png", "<html><script>".getBytes(UTF_8), "attachment.content");
        refused("large.csv", new byte[1_001], "attachment.too-large");
        assertThat(AttachmentRules.name("C:\\fakepath\\..\\pump.png")).isEqualTo("pump.png");
        assertThat(AttachmentRules.name("../../etc/pump.png")).isEqualTo("pump.png");
    }

    @Test
    void aTextWithACredentialIsRefusedWithItsLine() {
        assertThatThrownBy(
                        () -> rules.check("access.csv", "name,password\nx: y\npassword: Winter!2023\n".getBytes(UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Line 3")
                .hasMessageNotContaining("Winter");
    }

    @Test
    void aLimitThatNoFileCanHaveIsRefusedAtOnce() {
        assertThatThrownBy(() -> new AttachmentRules(2L << 30, Set.of("png")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("BLOCKYARD_ATTACHMENT_LIMIT to at most 2047MB");
    }

    private void refused(String name, byte[] content, String code) {
        assertThatThrownBy(() -> rules.check(name, content))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problems().getFirst().code()).isEqualTo(code));
    }

    private static byte[] png() {
        return "\u0089PNG\r\n\u001a\n1".getBytes(ISO_8859_1);
    }
}
