/**
 * The web site: its shell and theme, who is signed in, and one sub-package for each area a person can go to. Views
 * are thin: they show what the rooms' services answer and pass on what a person does, with the signed-in actor.
 */
@org.jspecify.annotations.NullMarked
package io.blockyard.portal;
