/**
 * Tests of the manifests: each is read as the program reads it that will, and what they say agrees with the services.
 */
package org.fengqiao.kubernetes;
