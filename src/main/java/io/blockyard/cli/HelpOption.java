package io.blockyard.cli;

import picocli.CommandLine.Option;

/**
 * {@code --help} alone: mixed into commands whose {@code --version} is about a block, since those do not take the
 * usual pair of {@code --help} and {@code --version} from the root.
 */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean wanted;
}
