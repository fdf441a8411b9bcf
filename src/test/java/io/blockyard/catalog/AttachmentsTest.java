package io.blockyard.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blockyard.TestDatabase;
import io.blockyard.access.Actor;
import io.blockyard.access.Audit;
import io.blockyard.access.Role;
import io.blockyard.block.BlockId;
import io.blockyard.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What belongs to an article beside its text. */
class AttachmentsTest {

    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN), "test");
    private static final Actor AUTHOR = new Actor("author", Set.of(Role.AUTHOR), "test");
    private static final Actor VIEWER = new Actor("viewer", Set.of(Role.VIEWER), "test");
    private static final BlockId ID = Cleaning.ID;

    @TempDir
    private Path temp;

    private Articles articles;
    private Attachments attachments;

    @BeforeEach
    void publish() {
        var dataSource = TestDatabase.fresh();
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        var bundles = new BundleStore(temp);
        var audit = new Audit(dataSource);
        articles = new Articles(dataSource, transaction, audit, event -> {}, Clock.systemUTC());
        attachments = new Attachments(
                dataSource,
                transaction,
                bundles,
                new AttachmentRules(1_000, Set.of("csv")),
                audit,
                event -> {},
                Clock.systemUTC());
        new Publisher(dataSource, transaction, bundles, event -> {}, Clock.systemUTC())
                .publish(
                        ADMIN,
                        List.of(Cleaning.of(ID, "1.0.0", "a", "zone", "# Cleaning\n", "First publication")),
                        List.of());
    }

    @Test
    void eachRevisionKeepsWhatWasAttachedToIt() {
        attachments.attach(AUTHOR, ID, "limits.csv", "a,1\n".getBytes(UTF_8));
        attachments.attach(AUTHOR, ID, "limits.csv", "a,2\n".getBytes(UTF_8));
        attachments.attach(AUTHOR, ID, "limits.csv", "a,2\n".getBytes(UTF_8));
        attachments.remove(AUTHOR, ID, "limits.csv");

        assertThat(articles.history(VIEWER, ID, 10))
                .extracting(Articles.Revision::reason)
                .containsExactly(
                        "Removed limits.csv", "Attached limits.csv", "Attached limits.csv", "First publication");
        assertThat(attached(1)).isEmpty();
        assertThat(attached(2)).isEqualTo("a,1\n");
        assertThat(attached(3)).isEqualTo("a,2\n");
        assertThat(attached(4)).isEmpty();
        assertThat(attachments.all(VIEWER, ID)).isEmpty();

        articles.restore(AUTHOR, ID, 2);
        assertThat(attached(5)).isEqualTo("a,1\n");
        assertThat(articles.restore(AUTHOR, ID, 2).revision()).isEqualTo(5);
        assertThat(articles.restore(AUTHOR, ID, 1).revision()).isEqualTo(6);
        assertThat(attachments.all(VIEWER, ID)).isEmpty();
    }

    @Test
    void aPageShowsItsAttachmentsAndOnlyWritersChangeThem() {
        attachments.attach(AUTHOR, ID, "limits 1.csv", "a,1\n".getBytes(UTF_8));
        var there = attachments.get(VIEWER, ID, "limits 1.csv");

        var page = new ArticleRenderer()
                .render(
                        "![x](attachment:limits%201.csv) [y](attachment:limits%201.csv) [z](attachment:other.csv)",
                        new LinkTargets(
                                id -> Optional.empty(),
                                name -> name.equals(there.name())
                                        ? Optional.of(there.address(ID, 2))
                                        : Optional.empty()));

        assertThat(page.html())
                .contains(
                        "src=\"api/v1/blocks/CLEANING/article/attachments/limits%201.csv?revision&#61;2\"",
                        "href=\"api/v1/blocks/CLEANING/article/attachments/limits%201.csv?revision&#61;2\"")
                .doesNotContain("attachment:");
        assertThatThrownBy(() -> attachments.attach(VIEWER, ID, "x.csv", new byte[] {65}))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> attachments.remove(VIEWER, ID, "limits 1.csv")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> attachments.attach(AUTHOR, ID, "Limits 1.csv", new byte[] {65}))
                .hasMessageContaining("in case only");
        assertThatThrownBy(() -> attachments.get(VIEWER, ID, "limits.csv")).hasMessageContaining("It has limits 1.csv");
    }

    @Test
    void attachmentsHaveALimitTogetherAndNothingIsKeptOfThoseThatAreRefused() throws IOException {
        for (int i = 0; i < 10; i++) {
            attachments.attach(AUTHOR, ID, i + ".csv", (i + "a").repeat(500).getBytes(UTF_8));
        }
        long before = files();

        assertThatThrownBy(() -> attachments.attach(AUTHOR, ID, "more.csv", "a,1\n".getBytes(UTF_8)))
                .hasMessageContaining("together");
        assertThatThrownBy(() -> attachments.attach(AUTHOR, new BlockId("NO_BLOCK"), "x.csv", "a,2\n".getBytes(UTF_8)))
                .isInstanceOf(ProblemException.class);

        assertThat(files()).isEqualTo(before);
        attachments.attach(AUTHOR, ID, "9.csv", "9\n".getBytes(UTF_8));
    }

    private long files() throws IOException {
        try (var all = Files.walk(temp)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private String attached(long revision) {
        return attachments.all(VIEWER, ID, revision).stream()
                .map(attachment -> new String(attachments.content(VIEWER, attachment), UTF_8))
                .collect(Collectors.joining());
    }
}
