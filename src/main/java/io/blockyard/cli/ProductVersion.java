package io.blockyard.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine;

/** The version that the build wrote into the jar. */
final class ProductVersion implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        try (var info = ProductVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
            var properties = new Properties();
            if (info != null) {
                properties.load(info);
            }
            return new String[] {"Blockyard " + properties.getProperty("build.version", "(built without a version)")};
        }
    }
}
