package io.blockyard.portal.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;

/** Going to an address of the site. */
public final class Address {

    private Address() {}

    /** @param path relative, with its query: {@code UI.navigate} alone would take the query for a part of the path */
    public static void open(String path) {
        var location = new Location(path);
        UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
    }

    /** The page of a deployed project; what sources and projects are called needs no encoding. */
    public static String ofProject(String target, String projectKey) {
        return "projects/" + target + "/" + projectKey;
    }
}
