/** The least an extension can do. */
exports.activate = () => {};
