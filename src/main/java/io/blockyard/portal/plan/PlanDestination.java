package io.blockyard.portal.plan;

import static io.blockyard.portal.part.Words.t;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.blockyard.dataiku.Source;
import io.blockyard.dataiku.Sources;
import io.blockyard.iac.Environment;
import io.blockyard.iac.Environments;
import io.blockyard.iac.Plans.PlanRequest;
import io.blockyard.portal.SignedIn;
import io.blockyard.portal.part.Parts;
import java.time.Duration;
import java.util.Map;

/** Where a configuration is planned to go, and with which values. */
public final class PlanDestination extends Div {

    /** How long a page waits for a plan before it shows how far its making is. */
    public static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Select<Source> target = Parts.named(new Select<>(), "plan-target");
    private final Select<Environment> environment = Parts.named(new Select<>(), "plan-environment");

    public PlanDestination(SignedIn signedIn, Sources sources, Environments environments) {
        addClassName("form-grid");
        target.setLabel(t("plan-step.target"));
        target.setHelperText(t("plan-step.target.hint"));
        target.setItemLabelGenerator(Source::name);
        var instances = sources.instances(signedIn.actor());
        target.setItems(instances);
        instances.stream().findFirst().ifPresent(target::setValue);
        environment.setLabel(t("plan-step.environment"));
        environment.setHelperText(t("plan-step.environment.hint"));
        environment.setItemLabelGenerator(Environment::name);
        var named = environments.all(signedIn.actor());
        environment.setItems(named);
        named.stream()
                .filter(one -> one.name().equals(Environments.DEFAULT))
                .findFirst()
                .ifPresent(environment::setValue);
        add(target, environment);
        if (instances.isEmpty()) {
            target.setEnabled(false);
            add(Parts.hint(t("plan-step.no-target")));
        }
    }

    /** Whether there is anywhere to go. */
    public boolean isChosen() {
        return target.getValue() != null && environment.getValue() != null;
    }

    /** @param files path → text */
    public PlanRequest request(Map<String, String> files) {
        return new PlanRequest(
                files, environment.getValue().name(), target.getValue().name());
    }
}
