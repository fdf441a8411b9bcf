package io.blockyard.dataiku;

/**
 * A DSS instance that an administrator has named.
 *
 * @param name such as {@code sandbox}
 * @param url the instance's base address, without a path of the API
 * @param builtIn whether it is the portal's own sandbox, whose address and key follow the running server
 */
public record Source(String name, String url, boolean builtIn) {}
