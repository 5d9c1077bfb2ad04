"""Apache with mod_shib and its daemon shibd: the Shibboleth service provider, on the library OpenSAML."""

import os
import xml.etree.ElementTree

from stand import until

from .webserver import ServiceProvider, ordinary_user

TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
ATTRIBUTES = ("uid", "mail", "displayName", "groups")
NAME_ID_FORMATS = ("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", TRANSIENT,
                   "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
                   "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")
NAME_FORMATS = ("uri", "basic", "unspecified")

CONFIGURATION = """<SPConfig xmlns="urn:mace:shibboleth:3.0:native:sp:config" clockSkew="180">
  <OutOfProcess logger="{folder}/shibd.logger"/>
  <InProcess logger="{folder}/native.logger"/>
  <UnixListener address="{folder}/shibd.sock"/>
  <ApplicationDefaults entityID="{entity_id}" REMOTE_USER="name-id" attributePrefix="ATTRIBUTE_" signing="true"
      encryption="false">
    <Sessions lifetime="28800" timeout="3600" relayState="ss:mem" checkAddress="false" handlerSSL="true"
        cookieProps="https" sameSiteSession="None" redirectLimit="exact">
      <SSO entityID="{idp}" NameIDFormat="{name_id_format}" {sso}>SAML2</SSO>
      <Logout>SAML2 Local</Logout>
      <Handler type="MetadataGenerator" Location="/Metadata" signing="false"/>
    </Sessions>
    <MetadataProvider type="XML" validate="true" path="{folder}/idp-metadata.xml"/>
    <AttributeExtractor type="XML" validate="true" reloadChanges="false" path="{folder}/attribute-map.xml"/>
    <CredentialResolver type="File" use="signing" key="{folder}/sp.key" certificate="{folder}/sp.pem"/>
    <CredentialResolver type="File" use="encryption" key="{folder}/sp.key" certificate="{folder}/sp.pem"/>
  </ApplicationDefaults>
  <SecurityPolicyProvider type="XML" validate="true" path="/etc/shibboleth/security-policy.xml"/>
  <ProtocolProvider type="XML" validate="true" reloadChanges="false" path="/etc/shibboleth/protocols.xml"/>
</SPConfig>
"""

LOGGER = """log4j.rootCategory=INFO, log
log4j.appender.log=org.apache.log4j.FileAppender
log4j.appender.log.fileName={path}
log4j.appender.log.layout=org.apache.log4j.PatternLayout
log4j.appender.log.layout.ConversionPattern=%d{{%H:%M:%S}} %p %c %x: %m%n
"""

PROVIDER = """
ShibConfig "{folder}/shibboleth2.xml"
<Location "/">
    AuthType shibboleth
    ShibRequestSetting requireSession false
    Require shibboleth
</Location>
<Location "/Shibboleth.sso">
    SetHandler shib
</Location>
<Location "/protected">
    AuthType shibboleth
    ShibRequestSetting requireSession true
    Require shib-session
</Location>
"""


def attribute_map(names):
    """Which attributes the application sees, whatever NameFormat they come with, and the NameID among them."""
    lines = ['<Attributes xmlns="urn:mace:shibboleth:2.0:attribute-map" '
             'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">']
    for name in names:
        lines += [f'  <Attribute name="{name}" id="{name}" '
                  f'nameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:{format}"/>' for format in NAME_FORMATS]
    for format in NAME_ID_FORMATS:
        lines.append(f'  <Attribute name="{format}" id="name-id">'
                     '<AttributeDecoder xsi:type="NameIDAttributeDecoder" formatter="$Name" defaultQualifiers="true"/>'
                     '</Attribute>')
    return "\n".join([*lines, "</Attributes>", ""])


class Shibboleth(ServiceProvider):
    """idp_metadata: the identity provider's, as text. attributes: the names that the application is to see. sso: more of
    the SSO element's attributes, as authnContextClassRef or forceAuthn."""

    modules = [("mod_shib", "mod_shib.so")]

    def __init__(self, stand, idp_metadata, host="127.0.0.1", name="shibboleth", name_id_format=TRANSIENT,
                 attributes=ATTRIBUTES, sso=None):
        super().__init__(stand, idp_metadata, name, host)
        self._name_id_format, self._attributes, self._sso = name_id_format, attributes, sso or {}
        self.entity_id = f"{self.url}/shibboleth"
        self.logout_url = f"{self.url}/Shibboleth.sso/Logout?return={self.open_page}"

    @property
    def metadata(self):
        """As it describes itself."""
        return self.fetch("/Shibboleth.sso/Metadata")

    def write_provider(self):
        self.make_key_pair("sp")
        self.write("attribute-map.xml", attribute_map(self._attributes))
        for program in ("shibd", "native"):
            self.write(program + ".logger", LOGGER.format(path=self.path(program + ".log")))
        self.write("shibboleth2.xml", CONFIGURATION.format(
            folder=self.folder, entity_id=self.entity_id, name_id_format=self._name_id_format,
            idp=xml.etree.ElementTree.fromstring(self.idp_metadata).get("entityID"),
            sso=" ".join(f'{name}="{value}"' for name, value in self._sso.items())))
        return PROVIDER.format(folder=self.folder)

    def start_provider(self):
        daemon = self.stand.start(self.name + "-shibd", [
            "/usr/sbin/shibd", "-f", "-F", "-c", self.path("shibboleth2.xml"), "-p", self.path("shibd.pid")],
            cwd=self.folder, **ordinary_user())
        until(lambda: daemon.poll() is not None or os.path.exists(self.path("shibd.sock")), "shibd")
        return [daemon]
