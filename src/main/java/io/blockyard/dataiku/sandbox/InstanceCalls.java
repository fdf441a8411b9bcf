package io.blockyard.dataiku.sandbox;

import io.blockyard.dataiku.sandbox.SandboxKey.Right;
import tools.jackson.databind.node.ObjectNode;

/** Who asks, and what the instance is. */
final class InstanceCalls {

    void register(Router router) {
        router.instance("GET", "/auth/info", Right.READ, request -> Answer.json(user(request)));
        router.instance("GET", "/instance-info", Right.READ, request -> Answer.json(instance()));
    }

    private static ObjectNode user(Request request) {
        var user = Json.object().put("authIdentifier", Stamps.USER);
        user.putArray("groups").add("administrators");
        user.put("userProfile", "FULL_DESIGNER").put("associatedDSSUser", Stamps.USER);
        if (request.flag("withSecrets")) {
            user.putArray("secrets");
        }
        return user;
    }

    private static ObjectNode instance() {
        return Json.object()
                .put("nodeId", "blockyard-sandbox")
                .put("nodeName", "Blockyard sandbox")
                .put("nodeType", "DESIGN")
                .put("dssVersion", Gate.DSS_VERSION)
                .put("installId", "blockyard-sandbox");
    }
}
