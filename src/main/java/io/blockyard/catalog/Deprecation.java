package io.blockyard.catalog;

/**
 * Why a block should not be used any more.
 *
 * @param message one sentence
 * @param replacedBy the id of the block to use instead; empty when there is none
 */
public record Deprecation(String message, String replacedBy) {}
