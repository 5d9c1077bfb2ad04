"""Apache with mod_auth_mellon, a SAML 2.0 service provider on the library Lasso."""

from .webserver import ServiceProvider

TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"

METADATA = """<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity_id}">
  <SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true"
      protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">{key}</KeyDescriptor>
    <KeyDescriptor use="encryption">{key}</KeyDescriptor>
    <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="{endpoints}/logout"/>
    <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{endpoints}/logout"/>
    <NameIDFormat>{name_id_format}</NameIDFormat>
    <AssertionConsumerService index="0" isDefault="true"
        Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{endpoints}/postResponse"/>
  </SPSSODescriptor>
</EntityDescriptor>
"""

PROVIDER = """
MellonLockFile "{folder}/mellon.lock"
<Location "/">
    MellonEnable "info"
    MellonEndpointPath "/mellon"
    MellonSPMetadataFile "{folder}/metadata.xml"
    MellonSPPrivateKeyFile "{folder}/sp.key"
    MellonSPCertFile "{folder}/sp.pem"
    MellonIdPMetadataFile "{folder}/idp-metadata.xml"
    MellonVariable "{name}"
    MellonSecureCookie On
    MellonCookieSameSite None
    MellonSignatureMethod rsa-sha256
    MellonEnvPrefix "ATTRIBUTE_"
    MellonMergeEnvVars On
    {directives}
</Location>
<Location "/protected">
    AuthType "Mellon"
    MellonEnable "auth"
    Require valid-user
</Location>
"""


class Mellon(ServiceProvider):
    """idp_metadata: the identity provider's, as text. directives: more of mod_auth_mellon's, for the whole application."""

    modules = [("auth_mellon_module", "mod_auth_mellon.so")]

    def __init__(self, stand, idp_metadata, host="localhost", name="mellon", name_id_format=TRANSIENT, directives=()):
        super().__init__(stand, idp_metadata, name, host)
        self._name_id_format, self._directives = name_id_format, directives
        endpoints = f"{self.url}/mellon"
        self.entity_id = f"{endpoints}/metadata"
        self.logout_url = f"{endpoints}/logout?ReturnTo={self.open_page}"

    def write_provider(self):
        self.make_key_pair("sp")
        certificate = "".join(line for line in self.read("sp.pem").splitlines() if "-----" not in line)
        key = ('<KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>'
               f"{certificate}</X509Certificate></X509Data></KeyInfo>")
        self.metadata = METADATA.format(entity_id=self.entity_id, endpoints=f"{self.url}/mellon", key=key,
                                        name_id_format=self._name_id_format)
        self.write("metadata.xml", self.metadata)
        return PROVIDER.format(folder=self.folder, name=self.name, directives="\n    ".join(self._directives))
