package io.blockyard.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.blockyard.catalog.article.ArticleMerge;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleRendererTest {

    private final ArticleRenderer renderer = new ArticleRenderer();

    @Test
    void rendersWhatArticlesUse() {
        var page = renderer.render("""
                ---
                id: VIBRATION
                tags: [a]
                ---
                # Vibration `FFT`

                | column | type |
                |:-------|-----:|
                | id     | bigint |

                ## Flow

                ```mermaid
                graph LR
                  a["x < y"] --> b
                ```

                ## Flow

                ```yaml
                blocks: []
                ```

                - [x] done
                - [ ] open

                [guide](https://example.com/guide) ![picture](api/v1/blocks/A/article/attachments/flow.png "Flow") ![all](api/v1/registry)
                ![up](api/v1/blocks/A/article/attachments/..) ![up](api/v1/blocks/A/article/attachments/%2E%2e)
                """);

        assertThat(page.headings())
                .containsExactly(
                        new ArticleRenderer.Heading(1, "Vibration FFT", "vibration-fft"),
                        new ArticleRenderer.Heading(2, "Flow", "flow"),
                        new ArticleRenderer.Heading(2, "Flow", "flow-1"));
        assertThat(page.html())
                .doesNotContain("tags:")
                .contains("<h1 id=\"vibration-fft\">Vibration <code>FFT</code></h1>")
                .contains("<h2 id=\"flow-1\">")
                .contains("<td align=\"right\">bigint</td>")
                .contains("<pre class=\"mermaid\">graph LR\n  a[&#34;x &lt; y&#34;] --&gt; b\n</pre>")
                .contains("<pre><code class=\"language-yaml\">blocks: []\n</code></pre>")
                .contains("<input type=\"checkbox\" disabled=\"\" checked=\"\" />")
                .contains("<a href=\"https://example.com/guide\" rel=\"nofollow\">guide</a>")
                .contains("<img src=\"api/v1/blocks/A/article/attachments/flow.png\" alt=\"picture\" title=\"Flow\" />")
                .doesNotContainPattern("src=\"[^\"]*(?:registry|attachments/(?:\\.|%2E))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](javascript:alert(1))",
                "![x](https://tracker.example/pixel.png)",
                "![x](//tracker.example/pixel.png)",
                "<a href=\"&#106;avascript:alert(1)\">x</a>",
                "<iframe src=\"https://example.com\"></iframe>",
                "<form action=\"/logout\"><input type=\"text\" name=\"password\"><button>go</button></form>",
                "<style>body{display:none}</style>",
                "<p style=\"position:fixed\">x</p>",
                "<meta http-equiv=\"refresh\" content=\"0;url=https://example.com\">",
                "<base href=\"https://example.com/\">",
                "<object data=\"x\"></object><embed src=\"x\"><link rel=\"stylesheet\" href=\"x\">",
                "```mermaid\n</pre><script>alert(1)</script>\n```",
                "```\"><script>alert(1)</script>\ncode\n```",
                "# <img src=x onerror=alert(1)>",
                "| a |\n|---|\n| <script>alert(1)</script> |",
                "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
                "<div id=\"location\" class=\"overlay\">x</div>"
            })
    void letsNothingHostileThrough(String markdown) {
        var html = renderer.render(markdown).html();

        // What is left of it may be text, but no element or attribute that does something.
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContainPattern("<(script|svg|iframe|form|button|style|meta|base|object|embed|link|math)")
                .doesNotContainPattern("<[^>]*\\son\\w+=")
                .doesNotContainPattern("<[^>]*\\sstyle=")
                .doesNotContainPattern("<[^>]*(javascript|data):")
                .doesNotContainPattern("<img[^>]*tracker")
                .doesNotContainPattern("<input(?![^>]*checkbox)")
                .doesNotContainPattern("<div[^>]*(id|class)=");
    }

    @Test
    void anOddPageIsStillAPage() {
        assertThat(renderer.render("").html()).isEmpty();
        assertThat(renderer.render("# \n\n# \n").headings())
                .extracting(ArticleRenderer.Heading::anchor)
                .containsExactly("section", "section-1");
        assertThat(renderer.render("---\nid: X\n").html()).doesNotContain("<script");
    }

    @Test
    void aNameIsLookedUpOnceAndNotWithoutEnd() {
        var asked = new ArrayList<String>();
        var page = new StringBuilder("[[SAME]] ".repeat(1_000));
        for (int i = 0; i < 1_000; i++) {
            page.append("[[OTHER_").append(i).append("]] ");
        }

        renderer.render(
                page.toString(),
                new LinkTargets(
                        name -> {
                            asked.add(name);
                            return Optional.empty();
                        },
                        name -> Optional.empty()));

        assertThat(asked).startsWith("SAME", "OTHER_0").doesNotHaveDuplicates().hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "![", "*a **b "})
    void whatIsNestedWithoutEndIsReadAllTheSame(String unit) {
        var closed = switch (unit) {
            case "![" -> "x" + "](y)".repeat(20_000);
            case "*a **b " -> "x" + " b** a*".repeat(20_000);
            default -> " deep";
        };
        var page = "# Pumps\n\n" + unit.repeat(20_000) + closed + "\n";

        assertThat(renderer.plainText(page)).contains("Pumps");
        assertThat(renderer.render(page).html()).contains("Pumps");
        assertThat(ArticleMerge.merge("# Pumps\n", page, "# Pumps\n").markdown())
                .contains("Pumps");
    }
}
