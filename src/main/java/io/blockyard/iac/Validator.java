package io.blockyard.iac;

import io.blockyard.catalog.BlockRegistry;
import io.blockyard.iac.desired.TargetView;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says everything that is wrong with a configuration, in one pass. Needs neither Spring nor a database. */
public class Validator {

    /**
     * Errors first, then warnings, each with its place.
     *
     * @param files path → text
     * @param environment names that {@code {{ env.NAME }}} may use
     * @param registry where blocks are looked up; null to leave them opaque
     */
    public List<Problem> validate(
            Map<String, String> files, Map<String, String> environment, @Nullable BlockRegistry registry) {
        return Draft.of(files, environment, registry, TargetView.UNKNOWN).problems();
    }
}
