package io.blockyard.api;

import io.blockyard.discovery.Inspection;
import io.blockyard.discovery.ZoneBoundary;
import io.blockyard.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * What a crawl of a project would make of its zones.
 *
 * @param zones by name, as {@code blockyard inspect --json} prints them
 * @param problems what is odd in the project; all warnings
 */
public record InspectionView(Map<String, ZoneBoundary> zones, List<Problem> problems) {

    public static InspectionView of(Inspection inspection) {
        return new InspectionView(inspection.zones(), inspection.problems());
    }
}
