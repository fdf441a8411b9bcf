package io.blockyard.iac;

/**
 * How plans for one target are reviewed.
 *
 * @param approvals how many different people have to approve, at least 1
 * @param othersOnly whether a plan's author may not be one of them
 * @param planHours how old a plan may become before it is approved; then it expires
 * @param approvalHours how long an approval holds; then the plan expires
 */
public record ReviewRule(String target, int approvals, boolean othersOnly, int planHours, int approvalHours) {

    /** What holds where an administrator has set nothing. */
    static ReviewRule usual(String target) {
        return new ReviewRule(target, 1, false, 7 * 24, 3 * 24);
    }
}
