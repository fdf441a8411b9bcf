package io.blockyard.iac;

/**
 * What follows an apply to one target.
 *
 * @param snapshot whether DSS makes a bundle of the project as it is then
 * @param driftCron when to look what was changed outside, as {@code MINUTE HOUR DAY MONTH WEEKDAY} in UTC or as
 *     {@code @daily}; empty for never
 */
public record DeploymentRule(String target, boolean snapshot, String driftCron) {

    /** What holds where an administrator has set nothing. */
    static DeploymentRule usual(String target) {
        return new DeploymentRule(target, true, "");
    }
}
