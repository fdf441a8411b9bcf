package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import io.blockyard.iac.Plan.ResourceChange;
import io.blockyard.portal.part.AttributeChanges;
import io.blockyard.portal.part.Parts;
import io.blockyard.portal.part.Words;
import java.util.List;
import java.util.stream.Collectors;

/** What exactly is different: attributes with their code, columns in a table, and what has to be there before. */
final class ChangeDetail extends Div {

    private static final int NEEDS = 5;

    ChangeDetail(ResourceChange change) {
        addClassName("change-detail");
        var settings = change.after() == null ? change.before() : change.after();
        var differences = change.attributeChanges().stream()
                .filter(difference -> !ColumnChanges.covers(difference.path()))
                .toList();
        add(new AttributeChanges(
                change.name(),
                settings == null ? "" : settings.path("type").asString(""),
                change.action(),
                differences,
                change.afterUnknown()));
        ColumnChanges.of(change).ifPresent(columns -> add(AttributeChanges.titled(t("plan.columns"), columns)));
        if (!change.dependsOn().isEmpty()) {
            add(Parts.hint(needs(change.dependsOn())));
        }
    }

    private static String needs(List<String> addresses) {
        var some = addresses.stream().limit(NEEDS).map(Words::resource).collect(Collectors.joining(", "));
        return addresses.size() > NEEDS
                ? t("plan.depends-on.more", some, addresses.size() - NEEDS)
                : t("plan.depends-on", some);
    }
}
